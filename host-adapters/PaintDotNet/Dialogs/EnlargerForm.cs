using System.Drawing;
using System.Windows.Forms;
using Enlarger.Filters;
using Enlarger.PaintDotNet.Work;
using Enlarger.Previews;
using PaintDotNet;
using PaintDotNet.AppModel;
using PaintDotNet.Effects;

namespace Enlarger.PaintDotNet.Dialogs;

/// <summary>
/// The window of a command: what the user sets, a preview of it, and the work itself, which goes on while the window stays alive. It closes
/// with OK only where the layer gets other pixels; a result that goes elsewhere is nothing that Paint.NET could undo.
/// </summary>
internal sealed class EnlargerForm : EffectConfigForm<EnlargerEffect, EnlargerToken>
{
    private readonly Session _session;
    private readonly IServiceProvider _services;
    private readonly FilterPanel _panel;
    private readonly PreviewPane _preview;
    private readonly Panel _side = new() { AutoSize = true, Dock = DockStyle.Fill, Margin = new Padding(9, 3, 3, 3) };
    private readonly WorkPanel _progress = new() { Dock = DockStyle.Fill };
    private readonly ResultPanel _delivered = new() { Dock = DockStyle.Fill, Visible = false };
    private readonly Button _reset = new() { Text = "&Reset", AutoSize = true };
    private readonly Button _ok = new() { Text = "OK", AutoSize = true };
    private readonly Button _cancel = new() { Text = "Cancel", AutoSize = true };

    // The work between OK and its end; until then the window stays open.
    private CancellationTokenSource? _running;
    private bool _closes;

    // What the work makes, until somebody else has it.
    private IDisposable? _made;
    private Rendition? _result;

    private FilterSettings? _settings;
    private bool _canRun;
    private bool _isRefused;

    /// <summary>A window over a session, which becomes its own.</summary>
    /// <param name="session">The picture and the filter.</param>
    /// <param name="services">What Paint.NET does for effects.</param>
    public EnlargerForm(Session session, IServiceProvider services)
    {
        (_session, _services) = (session, services);
        _panel = new FilterPanel(session, Renew) { Dock = DockStyle.Fill };
        _preview = new PreviewPane(session) { Dock = DockStyle.Fill };
        _preview.Changed += Judge;
        session.Noted += Note;
        _reset.Click += (_, _) => _panel.Fill(session.Defaults, allLayers: false);
        _ok.Click += Accept;
        _cancel.Click += Back;
        _delivered.FolderWanted += ShowFolder;
        _delivered.Save.Click += Save;
        Build();
    }

    /// <inheritdoc/>
    protected override EffectConfigToken OnCreateInitialToken() => new EnlargerToken();

    /// <inheritdoc/>
    protected override void OnUpdateDialogFromToken(EnlargerToken token) => _panel.Fill(token.Settings ?? _session.Last, token.AllLayers);

    /// <inheritdoc/>
    protected override void OnUpdateTokenFromDialog(EnlargerToken dstToken)
    {
        dstToken.Settings = _settings;
        dstToken.AllLayers = _panel.AllLayers;
        dstToken.IsConfirmed = _result is not null;
        dstToken.Result = _result;
    }

    /// <inheritdoc/>
    protected override void OnLoading()
    {
        base.OnLoading();
        UpdateDialogFromToken();

        // The settings that Paint.NET comes with were confirmed once, for another picture.
        UpdateTokenFromDialog();
    }

    /// <inheritdoc/>
    protected override void OnLoaded()
    {
        base.OnLoaded();

        // Nothing moves when other controls take the place of these.
        MinimumSize = Size;
        _side.MinimumSize = _side.Size;
        _preview.Start();
    }

    /// <inheritdoc/>
    protected override void OnFormClosing(FormClosingEventArgs e)
    {
        if (_running is { } running)
        {
            e.Cancel = _closes = true;
            running.Cancel();
            Enable();
        }

        base.OnFormClosing(e);
    }

    /// <inheritdoc/>
    protected override void OnDispose(bool disposing)
    {
        if (disposing)
        {
            _session.Noted -= Note;
            _running?.Cancel();
            _preview.Dispose();
            _made?.Dispose();
            _session.Dispose();
        }

        base.OnDispose(disposing);
    }

    private void Build()
    {
        SuspendLayout();
        AutoScaleDimensions = new SizeF(96, 96);
        AutoScaleMode = AutoScaleMode.Dpi;
        Text = $"Enlarger: {_session.Name}";
        (MinimizeBox, ShowIcon, ShowInTaskbar, StartPosition) = (false, false, false, FormStartPosition.CenterParent);
        (AutoSize, AutoSizeMode, AcceptButton, CancelButton) = (true, AutoSizeMode.GrowOnly, _ok, _cancel);

        // It need not close the window, as it would by itself from here on.
        _cancel.DialogResult = DialogResult.None;

        var buttons = new FlowLayoutPanel { AutoSize = true, Anchor = AnchorStyles.Right, WrapContents = false, Margin = Padding.Empty };
        buttons.Controls.AddRange([_reset, _ok, _cancel]);
        var grid = new TableLayoutPanel { Dock = DockStyle.Fill, AutoSize = true, Padding = new Padding(9) };
        grid.ColumnStyles.Add(new ColumnStyle(SizeType.Percent, 100));
        grid.ColumnStyles.Add(new ColumnStyle(SizeType.AutoSize));
        grid.RowStyles.Add(new RowStyle(SizeType.Percent, 100));
        grid.RowStyles.Add(new RowStyle(SizeType.AutoSize));
        grid.Controls.Add(_preview, 0, 0);
        _side.Controls.AddRange([_panel, _delivered]);
        grid.Controls.Add(_side, 1, 0);
        grid.Controls.Add(_progress, 0, 1);
        grid.Controls.Add(buttons, 1, 1);
        Controls.Add(grid);
        ResumeLayout(performLayout: true);
    }

    // Told on the thread of the work.
    private void Note(string sentence) => this.Post(() => _preview.Note(sentence));

    private void Renew()
    {
        _isRefused = false;
        string sentence;
        try
        {
            FilterSettings settings = _panel.Settings;
            _preview.Show(_session.Narrow(settings));
            sentence = _session.Sizes(settings, _panel.AllLayers);
            (_settings, _canRun) = (settings, true);
        }
        catch (EnlargerException exception)
        {
            (sentence, _canRun) = (exception.Message, false);
        }

        _panel.Say(sentence);
        Enable();
    }

    // Some values only the engine can tell to be wrong, such as the name of a device.
    private void Judge(PreviewState state)
    {
        _isRefused = state.Cause is EnlargerException { Kind: ErrorKind.Usage };
        Enable();
    }

    private void Enable()
    {
        bool isAsking = _running is not { IsCancellationRequested: false };
        _panel.Enabled = _reset.Enabled = isAsking;
        _ok.Enabled = _running is null && _canRun && !_isRefused;
    }

    private async void Accept(object? sender, EventArgs e)
    {
        if (_settings is not { } settings) return;
        if (_panel.AllLayers)
        {
            if (SaveQuestion.ForLayers(this, ResultName.Of(ResultName.Nameless, _session.Suffix(settings))) is not { } target) return;
            if (await Run(settings, () => _session.Export(settings, target), export => export.Work) is { Path: { } path } export) Tell(ResultSentence.Of(target with { Path = path }), path, export.Notice);
        }
        else if (await Run(settings, () => _session.Render(settings), rendition => rendition.Work) is { } rendition)
        {
            Present(rendition);
        }
    }

    private void Back(object? sender, EventArgs e)
    {
        if (_running is { IsCancellationRequested: false } running)
        {
            running.Cancel();
            _progress.End();
            Enable();
        }
        else
        {
            Finish(DialogResult.Cancel);
        }
    }

    private void Finish(DialogResult result)
    {
        DialogResult = result;
        Close();
    }

    // Gives what was made, or null where it came to nothing: then the window asks again, or closes if that is what the user wants by now.
    private async Task<T?> Run<T>(FilterSettings settings, Func<T> begin, Func<T, BackgroundWork> work)
        where T : class, IDisposable
    {
        _session.Remember(settings);
        using var cancellation = new CancellationTokenSource();
        _running = cancellation;
        _progress.Begin("");
        Enable();
        T? made = null;
        try
        {
            await _preview.Stop();
            cancellation.Token.ThrowIfCancellationRequested();
            _made = made = begin();
            _progress.Watch(work(made));
            using CancellationTokenRegistration _ = cancellation.Token.Register(work(made).Cancel);
            await work(made).Completion;
            cancellation.Token.ThrowIfCancellationRequested();
        }
        catch (Exception exception)
        {
            made?.Dispose();
            _made = made = null;
            if (!cancellation.IsCancellationRequested) Complain(exception);
        }

        _running = null;
        if (IsDisposed) return null;
        _progress.End();
        if (_closes) Finish(DialogResult.Cancel);
        else if (made is null) _preview.Start();
        Enable();

        // It was on the one button that could be pressed, where Enter would now close the window.
        if (made is null) _ok.Focus();
        return made;
    }

    private void Present(Rendition rendition)
    {
        if (rendition.IsInPlace)
        {
            // From here on it is the token's.
            (_result, _made) = (rendition, null);
            UpdateTokenFromDialog();
            Finish(DialogResult.OK);
            return;
        }

        string sentence = ResultSentence.OnClipboard(rendition.Result.Size);
        try
        {
            new Delivery(_session.Picture).ToClipboard(_services, rendition.Result);
        }
        catch (EnlargerException exception)
        {
            sentence = exception.Message;
        }

        Tell(sentence, path: null, notice: null);
    }

    private void Tell(string sentence, string? path, string? notice)
    {
        _delivered.Say(sentence, path, notice, canSave: _made is Rendition);
        (_panel.Visible, _reset.Visible, _ok.Visible, _delivered.Visible) = (false, false, false, true);
        _cancel.Text = "Close";
        AcceptButton = _cancel;
        _cancel.Focus();
    }

    private async void Save(object? sender, EventArgs e)
    {
        if (_made is not Rendition rendition || _settings is null) return;
        string name = ResultName.Of(_session.Picture.Outline().Layers[0].Name, _session.Suffix(_settings));
        if (SaveQuestion.ForPicture(this, name) is not { } path) return;
        var delivery = new Delivery(_session.Picture);
        using var cancellation = new CancellationTokenSource();
        _running = cancellation;
        _delivered.Enabled = _cancel.Enabled = false;
        _progress.Begin("Saving…");
        try
        {
            await Task.Run(() => delivery.ToFile(rendition.Result, path), CancellationToken.None);
            _delivered.Say(ResultSentence.Saved(path), path, notice: null, canSave: true);
        }
        catch (Exception exception)
        {
            Complain(exception);
        }

        _running = null;
        if (IsDisposed) return;
        _progress.End();
        _delivered.Enabled = _cancel.Enabled = true;
        if (_closes) Finish(DialogResult.Cancel);
    }

    private void ShowFolder(string path)
    {
        IShellService? shell = _services.GetService<IShellService>();
        if (Directory.Exists(path)) shell?.LaunchFolder(this, path);
        else shell?.LaunchFolderAndSelectFile(this, path);
    }

    private void Complain(Exception exception) =>
        _services.GetService<IExceptionDialogService>()!.ShowErrorDialog(this, ErrorMessage.Of(exception, "see the details below."), exception);
}
