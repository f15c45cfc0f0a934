using System.Runtime.CompilerServices;
using Enlarger.Filters;
using Enlarger.PaintDotNet;
using Enlarger.PaintDotNet.Work;
using Enlarger.Tests.PaintDotNet.Support;
using FakePaintDotNet;
using FakePaintDotNet.Environments;

namespace Enlarger.Tests.PaintDotNet.Work;

internal sealed class RenditionTests
{
    [Test]
    public void What_Paint_NET_keeps_with_the_settings_holds_neither_the_picture_nor_the_engine()
    {
        (EnlargerToken token, WeakReference environment, WeakReference filter) = Use();
        GC.Collect();
        Assert.That((environment.IsAlive, filter.IsAlive), Is.EqualTo((false, false)));
        GC.KeepAlive(token);
    }

    // In a method of its own, so that nothing on the stack holds them.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (EnlargerToken Token, WeakReference Environment, WeakReference Filter) Use()
    {
        var host = new FakeHost(new FakeDocument(60, 50, new FakeLayer("Background", Bytes.Textured(60, 50))));
        using var environment = new FakeEnvironment(host.Ledger, host.Document);
        using var session = new Session(MenuCommand.All.First(command => command.Id == "restore-blur"), host.Services, environment);
        using Rendition rendition = session.Render(session.Defaults.With("strength", "0"));
        rendition.Work.Completion.Wait();
        return (new EnlargerToken { Result = rendition }, new WeakReference(environment), new WeakReference(session.Filter));
    }
}
