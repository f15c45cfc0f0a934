using Enlarger.Documents;
using Enlarger.Filters;
using Enlarger.Gimp2.Native;
using Enlarger.Gimp2.Work;

namespace Enlarger.Gimp2.Dialogs;

/// <summary>The dialog of a command: a control for each parameter that the filter declares, one for where the result goes, and a preview.</summary>
internal sealed class FilterDialog : IDisposable
{
    private const int Ok = -5, Cancel = -6, Reset = 1;
    private const string ResetLabel = "gimp-reset", OkLabel = "gtk-ok", CancelLabel = "gtk-cancel";
    private const uint Gap = 12, SmallGap = 6;

    private readonly MenuCommand _command;
    private readonly IFilter _filter;
    private readonly Document _document;
    private readonly FilterScope _scope;
    private readonly StatusBar _notes;
    private readonly nint _dialog = LibGtk.gtk_dialog_new();
    private readonly nint _sizes = LibGtk.gtk_label_new("");
    private readonly ChoiceControl _target;
    private readonly Dictionary<string, ParameterControl> _controls;
    private readonly PreviewPane _preview;

    // Controls report what they are given too, and that their values vanish with them.
    private bool _listens;

    /// <summary>A dialog that shows those values.</summary>
    /// <param name="command">The command.</param>
    /// <param name="filter">Its filter.</param>
    /// <param name="document">The image.</param>
    /// <param name="values">The values.</param>
    /// <param name="notes">Shows its texts in the dialog as long as there is one.</param>
    public FilterDialog(MenuCommand command, IFilter filter, Document document, Choices values, StatusBar notes)
    {
        (_command, _filter, _document, _scope, _notes) = (command, filter, document, new FilterScope(filter), notes);
        _target = new ChoiceControl(OutputChoice.Choices, Refresh);
        _controls = command.Parameters(filter).ToDictionary(parameter => parameter.Id, parameter => ParameterControl.Of(parameter, Refresh));
        _preview = new PreviewPane(filter, document.Pixels(document.Drawable));
        notes.Instead = sentence => Signals.Post(() => Note(sentence));
        Build();
        Fill(values);
    }

    /// <summary>Shows the dialog until the user has decided.</summary>
    /// <returns>The values that the user wants, or null if it was cancelled.</returns>
    public Choices? Ask()
    {
        LibGtk.gtk_widget_show_all(_dialog);
        int response;
        while ((response = LibGtk.gtk_dialog_run(_dialog)) == Reset) Fill(new Choices(DocumentPlan.UsualOutput(_filter), _command.Defaults(_filter)));
        Choices? chosen = response == Ok ? Read() : null;
        _preview.Stop();
        _listens = false;
        LibGtk.gtk_widget_destroy(_dialog);
        while (LibGtk.gtk_events_pending() != 0) LibGtk.gtk_main_iteration();
        return Signals.Failure is { } failure ? throw new InvalidOperationException("The dialog failed.", failure) : chosen;
    }

    /// <summary>Waits until the preview has ended and the filter can be run.</summary>
    public void Dispose()
    {
        _preview.Dispose();
        _notes.Instead = null;
    }

    private void Build()
    {
        LibGtk.gtk_window_set_title(_dialog, $"Enlarger: {_filter.Name}");
        LibGtk.gimp_window_set_transient(_dialog);
        LibGtk.gtk_dialog_add_button(_dialog, ResetLabel, Reset);
        LibGtk.gtk_dialog_add_button(_dialog, CancelLabel, Cancel);
        LibGtk.gtk_dialog_add_button(_dialog, OkLabel, Ok);
        LibGtk.gtk_dialog_set_default_response(_dialog, Ok);

        nint columns = LibGtk.gtk_hbox_new(0, (int)Gap);
        LibGtk.gtk_container_set_border_width(columns, Gap);
        LibGtk.gtk_container_add(LibGtk.gtk_dialog_get_content_area(_dialog), columns);
        LibGtk.gtk_box_pack_start(columns, _preview.Widget, 1, 1, 0);

        nint table = LibGtk.gtk_table_new((uint)_controls.Count + 2, 2, 0);
        LibGtk.gtk_table_set_row_spacings(table, SmallGap);
        LibGtk.gtk_table_set_col_spacings(table, SmallGap);
        LibGtk.gtk_box_pack_start(columns, table, 0, 0, 0);
        uint row = 0;
        foreach (FilterParameter parameter in _command.Parameters(_filter)) Attach(table, row++, parameter.Name, _controls[parameter.Id].Widget, parameter.Help);
        Attach(table, row++, OutputChoice.Name, _target.Widget, OutputChoice.Help);
        LibGtk.gtk_label_set_line_wrap(_sizes, 1);
        LibGtk.gtk_misc_set_alignment(_sizes, 0, 0.5f);
        Attach(table, row, "Size", _sizes, "The size of what is worked on, and of the result.");
    }

    private static void Attach(nint table, uint row, string label, nint control, string help)
    {
        const int Fills = 4, Expands = 1;
        nint text = LibGtk.gtk_label_new($"{label}:");
        LibGtk.gtk_misc_set_alignment(text, 0, 0.5f);
        LibGtk.gtk_widget_set_tooltip_text(control, help);
        LibGtk.gtk_table_attach(table, text, 0, 1, row, row + 1, Fills, 0, 0, 0);
        LibGtk.gtk_table_attach(table, control, 1, 2, row, row + 1, Fills | Expands, 0, 0, 0);
    }

    private void Fill(Choices values)
    {
        _listens = false;
        foreach ((string id, ParameterControl control) in _controls) control.Value = values.Settings.Text(id);
        _target.Value = OutputChoice.IdOf(values.Output);
        _listens = true;
        Refresh();
    }

    // It may come late, when the dialog is gone.
    private void Note(string sentence)
    {
        if (_listens) _preview.Note(sentence);
    }

    private Choices Read() => new(
        OutputChoice.Of(_target.Value),
        _controls.Aggregate(_command.Defaults(_filter), (settings, control) => settings.With(control.Key, control.Value.Value)));

    private void Refresh()
    {
        if (!_listens) return;
        (DocumentOutput target, FilterSettings settings) = Read();
        string sentence;
        bool canRun = false;
        try
        {
            _document.DemandOpen();
            DocumentOutline outline = _document.Outline(_document.Items(target));
            _preview.Show(_scope.Narrow(settings, DocumentPlan.PartOf(Document.Describe(_document.Drawable, isActive: true), outline.Selection, settings, _scope)));
            sentence = DocumentPlan.Of(_filter, settings, outline, target).Sizes(outline);
            canRun = true;
        }
        catch (EnlargerException exception)
        {
            sentence = exception.Message;
        }

        LibGtk.gtk_label_set_text(_sizes, sentence);
        LibGtk.gtk_dialog_set_response_sensitive(_dialog, Ok, canRun ? 1 : 0);
    }
}
