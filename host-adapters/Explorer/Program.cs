using Enlarger.Explorer.Native;
using Enlarger.Explorer.Work;

namespace Enlarger.Explorer;

/// <summary>What the context menu of Explorer starts: <c>enlarger-explorer.exe COMMAND FILE...</c></summary>
internal static class Program
{
    private const int Bug = 1;

    [STAThread]
    private static int Main(string[] arguments)
    {
        try
        {
            Job job = Job.Parse(arguments);
            using var window = new ProgressWindow(job.Title);
            using var turn = new Turn(Turn.OfSession);
            return new JobRun(job, window, turn).Run(() => EnlargerProcess.Start(EnlargerProcess.Beside, job, ConsoleInterrupt.Send));
        }
        catch (Exception exception)
        {
            MessageWindow.ShowError(ErrorMessage.Of(exception, "run enlarger in a terminal for the details to report."));
            return exception is EnlargerException known ? (int)known.Kind : Bug;
        }
    }
}
