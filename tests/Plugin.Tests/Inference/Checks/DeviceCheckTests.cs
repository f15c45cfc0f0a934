using Enlarger.Imaging;
using Enlarger.Inference.Checks;
using Enlarger.Inference.Devices;
using Enlarger.Json;
using Enlarger.Tests.Support;
using Enlarger.Tests.Support.Devices;

namespace Enlarger.Tests.Inference.Checks;

/// <summary>When a device is checked, and what of it is remembered from one start of the program to the next.</summary>
internal sealed class DeviceCheckTests
{
    private const int Tile = 94;
    private static readonly Picture Photograph = Picture.Noise(150, 120, PixelFormat.Parse("rgb8"), 3);

    [Test]
    public void A_device_is_checked_once_with_the_tile_of_production_twice_and_the_processor_once()
    {
        using var machine = new Machine();
        Assert.That(ChecksOf(machine), Is.EqualTo(2), "twice in a row");
        Assert.That(machine.Opener.Shots.Where(shot => shot.IsCheck).Select(shot => shot.Size).Distinct(), Is.EqualTo(new[] { new PixelSize(96, 96) }));
        Assert.That(machine.Opener.Shots.Count(shot => shot.IsCheck && shot.Device == Device.Cpu), Is.EqualTo(1));
        machine.Restart();
        Assert.That(ChecksOf(machine), Is.Zero, "remembered");
        Assert.That(machine.Notices, Is.Empty);
    }

    [Test]
    public void Both_precisions_are_checked_against_one_run_of_the_processor()
    {
        using var machine = new Machine(hasHalf: true);
        Assert.That(ChecksOf(machine), Is.EqualTo(4));
        Assert.That(machine.Opener.Shots.Count(shot => shot.IsCheck && shot.Device == Device.Cpu), Is.EqualTo(1));
    }

    [Test]
    public void Another_driver_device_runtime_or_size_is_checked_again()
    {
        using var machine = new Machine();
        ChecksOf(machine);
        DeviceInfo gpu = machine.Gpus![0];

        machine.Gpus = [gpu with { Driver = "2.0" }];
        machine.Restart();
        Assert.That(ChecksOf(machine), Is.EqualTo(2), "driver");

        machine.Gpus = [gpu with { Name = "Another GPU" }];
        machine.Restart();
        Assert.That(ChecksOf(machine), Is.EqualTo(2), "device");

        machine.Opener.Version = "1.1";
        machine.Restart();
        Assert.That(ChecksOf(machine), Is.EqualTo(2), "runtime");

        machine.Restart();
        Assert.That(ChecksOf(machine, tile: 110), Is.EqualTo(2), "size");
        machine.Restart();
        Assert.That(ChecksOf(machine, tile: 110), Is.Zero);
    }

    [Test]
    public void A_memory_that_is_damaged_is_no_memory()
    {
        using var machine = new Machine();
        ChecksOf(machine);
        File.WriteAllText(machine.Checks, "{ \"checks\": [ { \"key\": ");
        machine.Restart();
        Assert.That(ChecksOf(machine), Is.EqualTo(2));
        machine.Restart();
        Assert.That(ChecksOf(machine), Is.Zero);
    }

    [Test]
    public void A_check_that_ended_the_program_is_not_tried_again_unasked()
    {
        using var machine = new Machine();
        ChecksOf(machine);

        // As the file is when the driver took the process with it: some process that is no more.
        CheckList list = StrictJson.Read<CheckList>(File.ReadAllText(machine.Checks), "checks", ErrorKind.Device);
        File.WriteAllText(machine.Checks, StrictJson.Write(new CheckList(
            [.. list.Checks.Select(check => check with { Verdict = CheckVerdict.Unfinished, Reason = "it ended the program when it was checked", Process = int.MaxValue })])));
        machine.Restart();

        Assert.That(ChecksOf(machine), Is.Zero);
        Assert.That(machine.Notices, Has.One.Contains("it ended the program when it was checked").And.Contains("the CPU does the work"));
    }

    [Test]
    public void A_check_that_another_process_is_making_is_made_here_too()
    {
        using var machine = new Machine();
        ChecksOf(machine);
        CheckList list = StrictJson.Read<CheckList>(File.ReadAllText(machine.Checks), "checks", ErrorKind.Device);
        using var other = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(OperatingSystem.IsWindows() ? "ping" : "sleep", OperatingSystem.IsWindows() ? "-n 600 127.0.0.1" : "600") { RedirectStandardOutput = true })!;
        try
        {
            File.WriteAllText(machine.Checks, StrictJson.Write(new CheckList([.. list.Checks.Select(check => check with { Verdict = CheckVerdict.Unfinished, Process = other.Id })])));
            machine.Restart();
            Assert.That(ChecksOf(machine), Is.EqualTo(2));
        }
        finally
        {
            other.Kill();
        }
    }

    [Test]
    public void A_cancelled_check_leaves_no_trace()
    {
        using var machine = new Machine();
        using var cancellation = new CancellationTokenSource();
        machine.Opener.Script = shot =>
        {
            if (shot.IsCheck && shot.Device == Device.Cpu) cancellation.Cancel();
            return Misdeed.None;
        };
        Assert.Catch<OperationCanceledException>(() => machine.Upscale(Photograph, "auto", Tile, cancellation.Token));

        machine.Restart();
        machine.Opener.Script = _ => Misdeed.None;
        Assert.That(ChecksOf(machine), Is.EqualTo(2));
    }

    [Test]
    public void A_device_that_never_does_the_same_twice_fails()
    {
        using var machine = new Machine();
        int run = 0;
        machine.Opener.Script = shot => shot.Device != Device.Cpu && ++run % 2 == 0 ? Misdeed.AnotherPicture : Misdeed.None;
        machine.Upscale(Photograph, "auto", Tile);
        Assert.That(machine.Notices, Has.One.Contains("two runs over the same tile differ"));
    }

    [Test]
    public void A_check_on_demand_reports_every_device_and_precision_and_counts_from_then_on()
    {
        using var machine = new Machine(hasHalf: true);
        machine.Opener.Script = shot => shot.Device != Device.Cpu ? Misdeed.Black : Misdeed.None;
        machine.Upscale(Photograph, "auto", 0);
        machine.Restart();
        machine.Opener.Script = _ => Misdeed.None;

        List<CheckResult> results = [.. machine.Engine.Checkup.Run((_, _) => { }, CancellationToken.None)];

        Assert.That(results.Select(result => (result.Key.Precision, result.Verdict)), Is.EqualTo(new[]
        {
            (Models.Precision.Single, CheckVerdict.Passed), (Models.Precision.Half, CheckVerdict.Passed),
        }));
        Assert.That(results[0].Decibels, Is.EqualTo(200));
        Assert.That(results[1].Decibels, Is.InRange(60, 100), "it really was half precision");
        machine.Restart();
        machine.Upscale(Photograph, "auto", 0);
        Assert.That(machine.Opener.Shots, Has.All.Matches<Shot>(shot => shot.Device != Device.Cpu && !shot.IsCheck));
    }

    private static int ChecksOf(Machine machine, int tile = Tile)
    {
        machine.Upscale(Photograph, "auto", tile);
        return machine.Opener.Shots.Count(shot => shot.IsCheck && shot.Device != Device.Cpu);
    }
}
