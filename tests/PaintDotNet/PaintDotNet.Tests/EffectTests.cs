using System.Reflection;
using Enlarger.Filters;
using Enlarger.Imaging;
using Enlarger.Imaging.Color;
using Enlarger.PaintDotNet;
using Enlarger.PaintDotNet.Work;
using Enlarger.Tests.PaintDotNet.Support;
using Enlarger.Tests.Support;
using FakePaintDotNet;
using FakePaintDotNet.Environments;
using FakePaintDotNet.Rendering;
using PaintDotNet;
using PaintDotNet.Effects;
using PaintDotNet.Rendering;

namespace Enlarger.Tests.PaintDotNet;

/// <summary>The commands as Paint.NET runs them: strips on several threads, not from the top down, blended by the selection.</summary>
internal sealed class EffectTests
{
    private const int Width = 150, Height = 130;
    private static readonly PixelSize Size = new(Width, Height);
    private static readonly FilterSettings Deblur = Reference.Settings("restore-blur", ("kind", "out-of-focus"), ("radius", "2"));

    [Test]
    public void The_menu_has_four_commands_in_a_submenu_of_their_own()
    {
        BitmapEffect[] effects = [.. Commands.Select(type => (BitmapEffect)Activator.CreateInstance(type)!)];
        Assert.That(effects.Select(effect => effect.Name), Is.EquivalentTo(new[] { "Upscale 2x", "Upscale 4x", "Restore blur", "Enhance crop" }));
        Assert.That(effects.Select(effect => (effect.SubmenuName, effect.Options.IsConfigurable)), Is.All.EqualTo(("Enlarger", true)));
        foreach (BitmapEffect effect in effects) effect.Dispose();
    }

    [Test]
    public void Paint_NET_is_told_whose_they_are()
    {
        Assert.That(Commands.Select(type => type.GetCustomAttribute<PluginSupportInfoAttribute>()), Is.All.Not.Null);
        var info = new PluginInfo();
        Assert.That((info.DisplayName, info.Author), Is.EqualTo(("Enlarger", "The Enlarger authors")));
        Assert.That(info.Version, Is.EqualTo(typeof(EnlargerEffect).Assembly.GetName().Version));
    }

    [Test]
    public void Repeated_it_does_what_the_filter_does_and_its_strips_tell_how_far_it_is()
    {
        FakeHost host = Host();
        byte[] wanted = Reference.Run("restore-blur", Deblur, [.. host.Document.Layers[0].Pixels], Size);
        FakeOutcome outcome = Repeat(host, Confirmed(Deblur));
        Assert.That((outcome.IsCommitted, outcome.Exception), Is.EqualTo((true, (Exception?)null)));
        Assert.That(host.Document.Layers[0].Pixels, Is.EqualTo(wanted).And.Not.EqualTo(Bytes.Textured(Width, Height)));
        Assert.That(outcome.Progress, Has.Count.GreaterThan(4));
    }

    [Test]
    public void Only_what_is_selected_changes_as_far_as_it_is_selected()
    {
        var selection = new RectInt32(21, 13, 90, 101);
        byte[] mask = [.. Enumerable.Range(0, Width * Height).Select(i => (i % Width) switch { < 40 => (byte)0, < 70 => (byte)128, _ => (byte)255 })];
        FakeHost host = Host(document => document with { Selection = selection, Mask = mask });
        byte[] before = [.. host.Document.Layers[0].Pixels];
        byte[] region = Reference.Run("restore-blur", Deblur.With("region", "21,13,90,101"), before, Size);
        Assert.That(Repeat(host, Confirmed(Deblur)).IsCommitted);
        byte[] after = host.Document.Layers[0].Pixels;
        for (int i = 0; i < after.Length; i++)
        {
            (int x, int y) = (i / 4 % Width, i / 4 / Width);
            bool selected = x is >= 21 and < 111 && y is >= 13 and < 114;
            double share = selected ? mask[i / 4] / 255.0 : 0, made = selected ? region[((((y - 13) * 90) + x - 21) * 4) + (i % 4)] : 0;
            Assert.That(after[i], Is.EqualTo((before[i] * (1 - share)) + (made * share)).Within(0.51), $"at {x}, {y}");
        }
    }

    [Test]
    public void What_the_dialog_has_made_is_used_and_not_made_again([Values] bool anotherObject)
    {
        // At a strength of 0, which the settings beside it would not give.
        FakeHost host = Host();
        using var dialog = new Opened("restore-blur", host.Document);
        Rendition made = dialog.Session.Render(dialog.Session.Defaults.With("strength", "0"));
        made.Work.Completion.Wait();
        byte[] before = [.. host.Document.Layers[0].Pixels];
        FakeOutcome outcome = host.Run(typeof(RestoreBlurEffect), new FakeRun { Token = new EnlargerToken { Settings = Deblur, IsConfirmed = true, Result = made }, EffectForEachRendering = anotherObject });
        Assert.That(outcome.IsCommitted);
        Assert.That(host.Document.Layers[0].Pixels, Is.EqualTo(before));
        Assert.That(made.Result.IsDisposed, "what Paint.NET keeps holds no picture");
    }

    [Test]
    public void What_was_made_of_another_picture_or_selection_is_not_used([Values] bool otherSelection)
    {
        FakeHost host = Host(document => otherSelection ? document with { Selection = new RectInt32(0, 0, Width, 60) } : document);
        var other = new FakeDocument(Width, Height, new FakeLayer("Background", Bytes.Textured(Width, Height, seed: otherSelection ? 1 : 2)));
        using var dialog = new Opened("restore-blur", other);
        using Rendition made = dialog.Session.Render(dialog.Session.Defaults.With("strength", "0"));
        made.Work.Completion.Wait();
        byte[] before = [.. host.Document.Layers[0].Pixels];
        Assert.That(host.Run(typeof(RestoreBlurEffect), new FakeRun { Token = new EnlargerToken { Settings = Deblur, IsConfirmed = true, Result = made } }).IsCommitted);
        Assert.That(host.Document.Layers[0].Pixels, Is.Not.EqualTo(before));
    }

    [Test]
    public void Until_the_user_has_confirmed_the_picture_stays_as_it_is()
    {
        FakeHost host = Host();
        byte[] before = [.. host.Document.Layers[0].Pixels];
        Assert.That(Repeat(host, new EnlargerToken { Settings = Deblur }).Exception, Is.Null);
        Assert.That(host.Document.Layers[0].Pixels, Is.EqualTo(before));
    }

    [Test]
    public void Cancelled_it_leaves_the_picture_and_can_be_run_again([Values(0, 1, 3)] int tiles)
    {
        FakeHost host = Host();
        byte[] before = [.. host.Document.Layers[0].Pixels];
        using var atOnce = new CancellationTokenSource();
        if (tiles == 0) atOnce.Cancel();
        FakeOutcome outcome = host.Run(typeof(RestoreBlurEffect), new FakeRun { Token = Confirmed(Deblur), CancelAfterTiles = tiles == 0 ? null : tiles, Cancellation = atOnce.Token });
        Assert.That((outcome.IsCommitted, outcome.Exception), Is.EqualTo((false, (Exception?)null)));
        Assert.That(host.Document.Layers[0].Pixels, Is.EqualTo(before));
        Assert.That(Repeat(host, Confirmed(Deblur)).IsCommitted);
        Assert.That(host.Document.Layers[0].Pixels, Is.EqualTo(Reference.Run("restore-blur", Deblur, before, Size)));
    }

    [Test]
    public void What_fails_changes_nothing_and_says_why()
    {
        FakeHost host = Host();
        byte[] before = [.. host.Document.Layers[0].Pixels];
        FilterSettings missing = Reference.Settings("enhance-crop", ("scale", "1"), ("device", "cuda:97"));
        FakeOutcome outcome = host.Run(typeof(EnhanceCropEffect), new FakeRun { Token = Confirmed(missing) });
        Assert.That(outcome.Exception, Is.TypeOf<EnlargerException>().With.Message.StartsWith("There is no device cuda:97"));
        Assert.That(outcome.IsCommitted, Is.False);
        Assert.That(host.Document.Layers[0].Pixels, Is.EqualTo(before));
    }

    [TestCase(typeof(Upscale2xEffect), "upscale")]
    [TestCase(typeof(EnhanceCropEffect), "enhance-crop")]
    public void What_would_become_larger_is_not_repeated(Type command, string filter)
    {
        FakeHost host = Host(document => document with { Selection = new RectInt32(10, 10, 20, 20) });
        byte[] before = [.. host.Document.Layers[0].Pixels];
        FakeOutcome outcome = host.Run(command, new FakeRun { Token = Confirmed(Reference.Settings(filter)) });
        Assert.That(outcome.Exception, Is.TypeOf<EnlargerException>().With.Message.Contains("choose it from the menu"));
        Assert.That(host.Document.Layers[0].Pixels, Is.EqualTo(before));
    }

    [TestCase(typeof(Upscale2xEffect), "upscale", 20)]
    [TestCase(typeof(EnhanceCropEffect), "enhance-crop", 20)]
    [TestCase(typeof(RestoreBlurEffect), "restore-blur", 0)]
    public void Where_one_tile_fails_none_looks_finished(Type command, string filter, int selected)
    {
        FakeHost host = Host(document => document with { Selection = new RectInt32(10, 10, selected, selected) });
        using var environment = new FakeEnvironment(host.Ledger, host.Document);
        using BitmapEffect effect = Effect(command, host.Services, environment, Confirmed(Reference.Settings(filter)));
        string[] said = [.. Enumerable.Range(0, 3).Select(y => Assert.Throws<EnlargerException>(() => effect.Render(Tile(host, y)))!.Message)];
        Assert.That(said.Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public void For_tiles_that_come_after_the_user_has_given_up_nothing_is_begun()
    {
        FakeHost host = Host();
        var services = new CountedServices(host.Services);
        using var environment = new FakeEnvironment(host.Ledger, host.Document);
        using BitmapEffect effect = Effect(typeof(RestoreBlurEffect), services, environment, Confirmed(Deblur));
        using var cancellation = new CancellationTokenSource();
        effect.HostCancellation = cancellation.Token;
        effect.Render(Tile(host, 0));
        int begun = services.Asked;
        cancellation.Cancel();
        for (int y = 1; y < 4; y++) effect.Render(Tile(host, y));
        Assert.That((begun > 0, services.Asked), Is.EqualTo((true, begun)));
    }

    [Test]
    public void Other_settings_while_it_runs_are_those_that_count([Values(0, 10, 60, 300)] int milliseconds)
    {
        FakeHost host = Host();
        byte[] before = [.. host.Document.Layers[0].Pixels];
        using (var environment = new FakeEnvironment(host.Ledger, host.Document))
        using (var effect = new RestoreBlurEffect())
        {
            effect.Connect(host.Services, environment);
            using var first = new FakeRendering(host.Ledger, host.Document, effect, new FakeRun());
            Task old = Task.Run(() => first.Render(Confirmed(Deblur)));
            Thread.Sleep(milliseconds);
            first.Cancel();
            old.Wait();

            FilterSettings other = Deblur.With("strength", "40");
            using var second = new FakeRendering(host.Ledger, host.Document, effect, new FakeRun());
            second.Render(Confirmed(other));
            Assert.That((second.IsComplete, second.Exception), Is.EqualTo((true, (Exception?)null)));
            Assert.That(second.Committed(before), Is.EqualTo(Reference.Run("restore-blur", other, before, Size)));
        }

        host.Ledger.Settle();
    }

    [Test]
    public void Colours_are_those_of_the_documents_profile()
    {
        byte[] profile = IccProfile.DisplayP3;
        FakeHost host = Host(document => document with { Profile = profile });
        byte[] wanted = Reference.Run("restore-blur", Deblur, [.. host.Document.Layers[0].Pixels], Size, ColorEncoding.OfProfile(profile));
        Assert.That(Repeat(host, Confirmed(Deblur)).IsCommitted);
        Assert.That(host.Document.Layers[0].Pixels, Is.EqualTo(wanted));
    }

    [TestCase(1, 1)]
    [TestCase(1, 700)]
    [TestCase(700, 1)]
    public void Pictures_of_any_shape_are_worked_on(int width, int height)
    {
        byte[] pixels = Bytes.Textured(width, height, opaque: false);
        var host = new FakeHost(new FakeDocument(width, height, new FakeLayer("Background", [.. pixels])));
        Assert.That(Repeat(host, Confirmed(Deblur)).IsCommitted);
        Assert.That(host.Document.Layers[0].Pixels, Is.EqualTo(Reference.Run("restore-blur", Deblur, pixels, new PixelSize(width, height))));
    }

    private static IEnumerable<Type> Commands => typeof(EnlargerEffect).Assembly.GetExportedTypes().Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(BitmapEffect)));

    private static EnlargerToken Confirmed(FilterSettings settings) => new() { Settings = settings, IsConfirmed = true };

    private static FakeOutput Tile(FakeHost host, int y) => new(host.Ledger, new RectInt32(0, y, Width, 1), fill: 0);

    private static BitmapEffect Effect(Type command, IServiceProvider services, FakeEnvironment environment, EnlargerToken token)
    {
        var effect = (BitmapEffect)Activator.CreateInstance(command)!;
        effect.Connect(services, environment);
        effect.SetToken(token);
        return effect;
    }

    private static FakeOutcome Repeat(FakeHost host, EnlargerToken token) => host.Run(typeof(RestoreBlurEffect), new FakeRun { Token = token });

    private static FakeHost Host(Func<FakeDocument, FakeDocument>? change = null)
    {
        var document = new FakeDocument(Width, Height, new FakeLayer("Background", Bytes.Textured(Width, Height)));
        return new FakeHost(change?.Invoke(document) ?? document);
    }

    private sealed class CountedServices(IServiceProvider services) : IServiceProvider
    {
        public int Asked { get; private set; }

        public object? GetService(Type serviceType)
        {
            Asked++;
            return services.GetService(serviceType);
        }
    }
}
