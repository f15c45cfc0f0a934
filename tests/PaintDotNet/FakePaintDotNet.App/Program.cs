using System.Windows.Forms;
using FakePaintDotNet;
using FakePaintDotNet.App;
using FakePaintDotNet.Lending;
using FakePaintDotNet.Menus;

// Windows wants a thread for windows, which the main one is not without a class around it.
int exitCode = 2;
var thread = new Thread(() => exitCode = Run(args));
thread.SetApartmentState(ApartmentState.STA);
thread.Start();
thread.Join();
return exitCode;

static int Run(string[] arguments)
{
    try
    {
        Application.SetUnhandledExceptionMode(UnhandledExceptionMode.ThrowException);
        switch (arguments)
        {
            case ["menu", string folder]:
                foreach (MenuEntry entry in EffectsMenu.Of(Plugin.Load(folder))) Console.WriteLine($"{entry.Path}\t{entry.Support?.DisplayName} {entry.Support?.Version}\t{entry.Support?.Author}");
                return 0;
            case ["run", string folder, string command, string document, string results, .. string[] steps]:
                return RunCommand(folder, command, document, results, steps);
            default:
                Console.Error.WriteLine("Usage: menu PLUGIN_FOLDER | run PLUGIN_FOLDER COMMAND DOCUMENT.json RESULTS_FOLDER [STEP...]");
                return 2;
        }
    }
    catch (MisuseException exception)
    {
        Console.Error.WriteLine(exception.Message);
        return 1;
    }
    catch (Exception exception)
    {
        Console.Error.WriteLine(exception);
        return 1;
    }
}

static int RunCommand(string folder, string command, string document, string results, string[] steps)
{
    MenuEntry entry = EffectsMenu.Of(Plugin.Load(folder)).First(entry => entry.Name == command);
    var host = new FakeHost(DocumentFile.Read(document));
    var script = new DialogScript(steps);
    FakeOutcome outcome = host.Run(entry.Effect, steps.Length == 0 ? null : new FakeRun { Dialog = script.Play });
    ResultFiles.Write(results, host, outcome, script.Sentences);
    return 0;
}
