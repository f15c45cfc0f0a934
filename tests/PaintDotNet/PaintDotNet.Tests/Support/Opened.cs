using Enlarger.Filters;
using Enlarger.PaintDotNet.Work;
using FakePaintDotNet;
using FakePaintDotNet.Environments;

namespace Enlarger.Tests.PaintDotNet.Support;

/// <summary>A document for which a command has been chosen, as the command's dialog has it.</summary>
internal sealed class Opened : IDisposable
{
    private readonly FakeEnvironment _environment;

    public Opened(string command, FakeDocument document, int? adapter = null)
    {
        Host = new FakeHost(document, adapter);
        _environment = new FakeEnvironment(Host.Ledger, document);
        Session = new Session(MenuCommand.All.First(known => known.Id == command), Host.Services, _environment);
    }

    public FakeHost Host { get; }

    public Session Session { get; }

    /// <summary>What was lent must have been given back by now.</summary>
    public void Dispose()
    {
        Session.Dispose();
        _environment.Dispose();
        Host.Ledger.Settle();
    }
}
