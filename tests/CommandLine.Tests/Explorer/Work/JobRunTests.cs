using Enlarger.Explorer.Work;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Explorer.Work;

/// <summary>A job over a program that is a script of the test's.</summary>
[Platform("Linux")]
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class JobRunTests : FolderTests
{
    private static readonly Job Picture = Job.Parse(["upscale-2x", "a.png"]);

    private readonly string _turn = $"enlarger-test-{Guid.NewGuid():N}";

    [Test]
    public void What_the_program_tells_is_shown_and_its_exit_code_is_passed_on()
    {
        var window = new Window();
        Assert.That(Run(window, """echo '{"event":"progress","part":0.5}'; sleep 0.5"""), Is.Zero);
        Assert.That(window.Shown.Select(state => state.Part), Is.EqualTo(new[] { 0, 0.5 }));
        Assert.That(window.Errors, Is.Empty);
    }

    [TestCase("""echo 'enlarger: No.' >&2; echo x >&2; exit 3""", 3, "No.")]
    [TestCase("""echo "enlarger: 'a' exists already: choose another name with --output, or more." >&2; exit 6""", 6, "'a' exists already: rename or delete it and try again.")]
    [TestCase("""echo 'You must install .NET.' >&2; exit 131""", 131, "You must install .NET.")]
    [TestCase("exit 9", 9, "It ended with the code 9.")]
    public void What_went_wrong_is_said(string script, int code, string sentence)
    {
        var window = new Window();
        Assert.That((Run(window, script), string.Join('|', window.Errors)), Is.EqualTo((code, sentence)));
    }

    [TestCase("trap 'exit 130' INT; while :; do sleep 0.1; done")]
    [TestCase("exec sleep 60")]
    public void Cancelling_ends_the_program_and_says_nothing(string script)
    {
        var window = new Window { IsCancelled = true };
        Assert.That((Run(window, script), window.Errors.Count), Is.EqualTo((130, 0)));
    }

    [Test]
    public void Whose_turn_has_not_come_waits_and_can_cancel()
    {
        using var taken = new Turn(_turn);
        Assert.That(taken.Await(TimeSpan.Zero));
        var window = new Window { CancelsWhenShown = true };
        int code = 0;
        var other = new Thread(() => code = Run(window, "exit 1"));
        other.Start();
        other.Join();
        Assert.That((code, window.Shown.Single().Note, window.Errors.Count), Is.EqualTo((130, "Waiting for another picture to be finished…", 0)));
    }

    [Test]
    public void A_program_of_another_version_is_ended_and_named() =>
        Assert.That(() => Run(new Window(), "echo '{\"event\":\"news\"}'; exec sleep 60"), Throws.TypeOf<EnlargerException>().With.Message.Contains("install it again"));

    [Test]
    public void A_program_that_is_not_there_is_said_to_be_missing() =>
        Assert.That(() => Run(new Window(), null), Throws.TypeOf<EnlargerException>().With.Message.Contains("cannot be started").And.Message.Contains("install Enlarger again"));

    private int Run(Window window, string? script)
    {
        string program = script is null ? Folder["nothing"] : Script.Write(Folder["enlarger"], script);
        using var turn = new Turn(_turn);
        return new JobRun(Picture, window, turn).Run(() => EnlargerProcess.Start(program, Picture, process => RealProgram.Signal(process, "INT")));
    }

    private sealed class Window : IProgressWindow
    {
        public List<JobState> Shown { get; } = [];

        public List<string> Errors { get; } = [];

        public bool CancelsWhenShown { get; init; }

        public bool IsCancelled { get; set; }

        public void Show(JobState state)
        {
            if (Shown is [] || Shown[^1] != state) Shown.Add(state);
            IsCancelled |= CancelsWhenShown;
        }

        public void ShowError(string sentence) => Errors.Add(sentence);
    }
}
