using Enlarger.Imaging;
using Enlarger.Inference.Devices;
using Enlarger.Inference.Faults;
using Enlarger.Tests.Support;
using Enlarger.Tests.Support.Devices;

namespace Enlarger.Tests.Inference;

/// <summary>What a device does to a picture of 5x5 tiles, and what becomes of the picture.</summary>
internal sealed class ReliableGeneratorTests
{
    private const int Tiles = 5;

    // A window of 96 pixels, of which the halos take 2.
    private const int Tile = 94;
    private const int Window = 96;
    private const int Side = Window + ((Tiles - 1) * (Window - 2));

    private static readonly PixelFormat Rgb8 = PixelFormat.Parse("rgb8");
    private Picture _picture = null!;
    private Picture _expected = null!;

    private static IEnumerable<Misdeed> Misdeeds => Enum.GetValues<Misdeed>().Where(misdeed => misdeed != Misdeed.None);

    [OneTimeSetUp]
    public void MakePictures()
    {
        var random = new Random(5);
        double[] patches = [.. Enumerable.Range(0, 3 * 40 * 40).Select(_ => 0.8 * random.NextDouble())];
        _picture = Picture.Make(Side, Side - 7, Rgb8, (x, y, channel) => patches[(((channel * 40) + (y / 13)) * 40) + (x / 13)] + (0.2 * random.NextDouble()));
        using var machine = new Machine();
        _expected = machine.Upscale(_picture, "cpu", Side);
    }

    [Test]
    public void A_device_that_works_does_all_the_work([Values] bool hasHalf)
    {
        using var machine = new Machine(hasHalf);
        Picture result = machine.Upscale(_picture, "auto", Tile);
        AssertRight(result, hasHalf ? 1 : 0);
        Assert.That(machine.Opener.Shots.Count(shot => !shot.IsCheck && shot.Device == Device.Cpu), Is.Zero);
        Assert.That(machine.Opener.Shots.Count(shot => !shot.IsCheck), Is.EqualTo(Tiles * Tiles));
        Assert.That(machine.Notices, Has.All.StartsWith("Checking "));
    }

    [TestCaseSource(nameof(Misdeeds))]
    public void Whatever_a_device_does_at_any_one_tile_the_picture_is_right_and_the_user_knows(Misdeed misdeed)
    {
        for (int tile = 1; tile <= Tiles * Tiles; tile++)
        {
            using var machine = new Machine();
            machine.Upscale(_picture.Cut(new PixelArea(0, 0, Window, Window)), "auto", Tile);
            machine.Restart();
            machine.Opener.Script = shot => !shot.IsCheck && shot.Device != Device.Cpu && shot.Number == tile ? misdeed : Misdeed.None;

            // Before the first tile there is none to be returned again.
            bool isHarmless = misdeed == Misdeed.PreviousTile && tile == 1;

            Picture result = machine.Upscale(_picture, "auto", Tile);

            AssertRight(result, 0, $"at tile {tile}");
            Assert.That(machine.Notices, isHarmless ? Is.Empty : Is.Not.Empty, $"at tile {tile}");
            Assert.That(machine.Notices, Has.All.Contains("cuda:0 (Test GPU)"));
        }
    }

    [TestCaseSource(nameof(Misdeeds))]
    public void Whatever_a_device_does_from_a_tile_on_the_picture_is_right_and_the_user_knows(Misdeed misdeed)
    {
        foreach (int tile in new[] { 1, 2, 13, 25 })
        {
            using var machine = new Machine(hasHalf: true);
            machine.Upscale(_picture.Cut(new PixelArea(0, 0, Window, Window)), "auto", Tile);
            machine.Restart();
            machine.Opener.Script = shot => shot.Device != Device.Cpu && shot.Number >= tile ? misdeed : Misdeed.None;

            Picture result = machine.Upscale(_picture, "auto", Tile);

            AssertRight(result, 1, $"from tile {tile}");
            if (!(misdeed == Misdeed.PreviousTile && tile == 25)) Assert.That(machine.Notices, Is.Not.Empty, $"from tile {tile}");
        }
    }

    [Test]
    public void Out_of_memory_halves_tiles_and_keeps_the_device_for_this_picture_and_the_next()
    {
        using var machine = new Machine();
        machine.Opener.Script = shot => shot.Device != Device.Cpu && !shot.IsCheck && shot.Size.Width >= Window ? Misdeed.OutOfMemory : Misdeed.None;

        AssertRight(machine.Upscale(_picture, "auto", Tile), 0);
        Assert.That(machine.Notices, Has.One.Contains("smaller tiles"));
        int processor = machine.Opener.Shots.Count(shot => !shot.IsCheck && shot.Device == Device.Cpu);
        machine.Opener.Shots.Clear();
        AssertRight(machine.Upscale(_picture, "auto", Tile), 0);

        Assert.That(processor, Is.Zero);
        Assert.That(machine.Opener.Shots, Has.All.Matches<Shot>(shot => shot.Device != Device.Cpu && shot.Size.Width < Window), "nothing fails twice");
    }

    [Test]
    public void Out_of_memory_over_a_picture_smaller_than_a_tile_makes_tiles_smaller_too()
    {
        using var machine = new Machine();
        machine.Opener.Script = shot => shot.Device != Device.Cpu && !shot.IsCheck && shot.Size.Width >= Window ? Misdeed.OutOfMemory : Misdeed.None;
        machine.Upscale(_picture.Cut(new PixelArea(0, 0, 40, 30)), "auto", Tile);
        Assert.That(machine.Opener.Shots, Has.None.Matches<Shot>(shot => !shot.IsCheck && shot.Device == Device.Cpu));
    }

    [Test]
    public void Wrong_values_of_half_precision_are_made_again_in_single_precision_on_the_same_device()
    {
        using var machine = new Machine(hasHalf: true);
        machine.Opener.Script = shot => shot.IsHalf && shot.Number == 7 ? Misdeed.NotANumber : Misdeed.None;

        AssertRight(machine.Upscale(_picture, "auto", Tile), 1);

        List<Shot> shots = [.. machine.Opener.Shots.Where(shot => !shot.IsCheck)];
        Assert.That(shots, Has.All.Matches<Shot>(shot => shot.Device != Device.Cpu));
        Assert.That(shots.Select(shot => shot.IsHalf), Is.EqualTo(Enumerable.Range(1, 26).Select(number => number <= 7)));
        Assert.That(machine.Notices, Has.One.Contains("single precision"));

        machine.Restart();
        machine.Upscale(_picture, "auto", Tile);
        Assert.That(machine.Opener.Shots, Has.None.Matches<Shot>(shot => shot.IsHalf), "half precision is not trusted any more");
    }

    [Test]
    public void Half_precision_that_is_no_faster_is_not_used()
    {
        using var machine = new Machine(hasHalf: true) { Opener = { HalfTakes = TimeSpan.FromSeconds(3) } };
        AssertRight(machine.Upscale(_picture, "auto", Tile), 0);
        Assert.That(machine.Opener.Shots, Has.None.Matches<Shot>(shot => shot.IsHalf && !shot.IsCheck).And.Some.Matches<Shot>(shot => shot.IsHalf));
    }

    [Test]
    public void A_device_that_is_slower_than_the_processor_is_used_only_where_it_is_asked_for()
    {
        using var machine = new Machine { Opener = { ProcessorTakes = TimeSpan.FromSeconds(1) } };
        AssertRight(machine.Upscale(_picture, "auto", Tile), 0);
        Assert.That(machine.Notices, Has.One.EqualTo("cuda:0 (Test GPU): it is slower than the CPU (2.0 s a tile, 1.0 s), so the CPU does the work."));
        Assert.That(machine.Opener.Shots, Has.None.Matches<Shot>(shot => !shot.IsCheck && shot.Device != Device.Cpu));

        machine.Restart();
        AssertRight(machine.Upscale(_picture, "cuda", Tile), 0);
        Assert.That(machine.Opener.Shots, Has.None.Matches<Shot>(shot => shot.Device == Device.Cpu));
    }

    [Test]
    public void A_device_that_was_removed_is_opened_again_but_not_for_ever()
    {
        using var machine = new Machine();
        machine.Opener.Script = shot => !shot.IsCheck && shot.Device != Device.Cpu && shot.Number % 3 == 0 ? Misdeed.Removed : Misdeed.None;

        AssertRight(machine.Upscale(_picture, "auto", Tile), 0);

        Assert.That(machine.Opener.Shots.Count(shot => !shot.IsCheck && shot.Device != Device.Cpu), Is.EqualTo(12), "at the fourth time the processor takes over");
        Assert.That(machine.Notices, Has.One.Contains("the CPU does the work"));
    }

    [Test]
    public void A_device_that_hangs_is_left_alone_and_its_memory_too()
    {
        using var machine = new Machine();
        machine.Opener.Script = shot =>
        {
            if (shot.Device != Device.Cpu) return !shot.IsCheck && shot.Number == 3 ? Misdeed.Hang : Misdeed.None;

            // While the processor works, the driver wakes up and writes what it should have written long ago.
            if (shot.IsCheck || shot.Number != 5) return Misdeed.None;
            machine.Opener.End();
            machine.Opener.Woken.Wait();
            return Misdeed.None;
        };

        AssertRight(machine.Upscale(_picture, "auto", Tile), 0);
        Assert.That(machine.Notices, Has.One.Contains("did not answer for").And.Contains("the CPU does the work"));
        Assert.That(machine.Opener.Opened.Count(device => device.Kind == DeviceKind.Cuda), Is.EqualTo(2), "for the check and for the picture");
    }

    [Test]
    public void A_tile_that_seems_wrong_everywhere_is_the_generators_way_and_costs_the_device_nothing()
    {
        using var machine = new Machine { Opener = { IsNegative = true } };

        Picture result = machine.Upscale(_picture, "auto", Tile);

        Assert.That(result.Get(Side, Side, 0), Is.EqualTo(1 - _expected.Get(Side, Side, 0)).Within(0.005));
        Assert.That(machine.Notices, Has.All.StartsWith("Checking "));
        Assert.That(machine.Opener.Shots.Count(shot => !shot.IsCheck && shot.Device == Device.Cpu), Is.EqualTo(3), "after three times it is believed");
    }

    [Test]
    public void A_flat_tile_may_come_out_flat()
    {
        using var machine = new Machine();
        machine.Upscale(Picture.Make(Side, Side, Rgb8, (_, _, _) => 0), "auto", Tile);
        Assert.That(machine.Opener.Shots, Has.None.Matches<Shot>(shot => !shot.IsCheck && shot.Device == Device.Cpu));
    }

    [Test]
    public void Out_of_memory_on_the_processor_halves_tiles_too()
    {
        using var machine = new Machine();
        machine.Opener.Script = shot => shot.Size.Width > 150 ? Misdeed.OutOfMemory : Misdeed.None;
        AssertRight(machine.Upscale(_picture, "cpu", Side), 0);
    }

    [TestCase(Misdeed.OutOfMemory)]
    [TestCase(Misdeed.NotANumber)]
    [TestCase(Misdeed.NothingWritten)]
    [TestCase(Misdeed.Failed)]
    public void What_not_even_the_processor_can_do_is_an_error_of_the_device(Misdeed misdeed)
    {
        using var machine = new Machine();
        machine.Opener.Script = _ => misdeed;
        EnlargerException error = Assert.Throws<EnlargerException>(() => machine.Upscale(_picture, "cpu", Tile))!;
        Assert.That(error.Kind, Is.EqualTo(ErrorKind.Device));
        Assert.That(error.Message, Does.Contain("box").And.EndsWith("."));
    }

    [Test]
    public void Without_a_driver_the_processor_works_and_one_sentence_says_why()
    {
        using var machine = new Machine { Gpus = null };
        AssertRight(machine.Upscale(_picture, "auto", Tile), 0);
        AssertRight(machine.Upscale(_picture, "auto", Tile), 0);
        Assert.That(machine.Notices, Is.EqualTo(new[] { "The CPU does the work; CUDA is not used: there is no driver." }));
    }

    [TestCase("cuda", "there is no driver")]
    [TestCase("directml", "DirectML is a part of Windows")]
    public void A_device_asked_for_by_name_that_is_absent_is_an_error(string device, string reason)
    {
        using var machine = new Machine { Gpus = null };
        EnlargerException error = Assert.Throws<EnlargerException>(() => machine.Upscale(_picture, device, Tile))!;
        Assert.That(error.Kind, Is.EqualTo(ErrorKind.Device));
        Assert.That(error.Message, Does.Contain(device).And.Contain(reason));
    }

    [Test]
    public void A_number_that_no_device_has_is_an_error_that_names_those_there_are()
    {
        using var machine = new Machine();
        EnlargerException error = Assert.Throws<EnlargerException>(() => machine.Upscale(_picture, "cuda:3", Tile))!;
        Assert.That(error.Kind, Is.EqualTo(ErrorKind.Device));
        Assert.That(error.Message, Does.Contain("cuda:3").And.Contain("cuda:0"));
    }

    [Test]
    public void The_largest_of_several_devices_is_the_best_and_the_next_one_takes_over()
    {
        using var machine = new Machine
        {
            Gpus =
            [
                new(new Device(DeviceKind.Cuda, 0), "Small GPU", "1.0", 2L << 30, 2L << 30),
                new(new Device(DeviceKind.Cuda, 1), "Large GPU", "1.0", 8L << 30, 8L << 30),
            ],
        };
        machine.Opener.Script = shot => shot.Device.Index == 1 && shot.Number >= 5 ? Misdeed.Black : Misdeed.None;

        AssertRight(machine.Upscale(_picture, "auto", Tile), 0);

        Assert.That(machine.Opener.Shots.Where(shot => !shot.IsCheck && shot.Device.Kind == DeviceKind.Cuda).Select(shot => shot.Device.Index).Distinct(), Is.EqualTo(new[] { 1, 0 }));
        Assert.That(machine.Notices, Has.One.Contains("cuda:0 (Small GPU) does the work"));
    }

    [TestCase(Misdeed.AnotherPicture)]
    [TestCase(Misdeed.Black)]
    [TestCase(Misdeed.NotANumber)]
    [TestCase(Misdeed.Failed)]
    [TestCase(Misdeed.Hang)]
    public void A_device_that_fails_its_check_gets_no_tile_of_a_picture(Misdeed misdeed)
    {
        using var machine = new Machine();
        machine.Opener.Script = shot => shot.Device != Device.Cpu ? misdeed : Misdeed.None;

        AssertRight(machine.Upscale(_picture, "auto", Tile), 0);

        Assert.That(machine.Opener.Shots, Has.None.Matches<Shot>(shot => !shot.IsCheck && shot.Device != Device.Cpu));
        Assert.That(machine.Notices[^1], Does.StartWith("cuda:0 (Test GPU): ").And.EndsWith(", so the CPU does the work."));
        Assert.That(machine.Notices.Count(notice => !notice.StartsWith("Checking ", StringComparison.Ordinal)), Is.EqualTo(1), "one sentence");

        machine.Restart();
        machine.Opener.Script = _ => Misdeed.None;
        EnlargerException error = Assert.Throws<EnlargerException>(() => machine.Upscale(_picture, "cuda:0", Tile))!;
        Assert.That(error.Kind, Is.EqualTo(ErrorKind.Device), "and that is remembered");
        Assert.That(machine.Opener.Shots, Is.Empty);
    }

    [Test]
    public void A_device_that_cannot_be_opened_now_may_be_another_time()
    {
        using var machine = new Machine();
        machine.Opener.Opening = device => device.Kind == DeviceKind.Cuda ? FaultKind.Absent : null;
        AssertRight(machine.Upscale(_picture, "auto", Tile), 0);
        Assert.That(machine.Notices, Has.Some.Contains("the CPU does the work"));

        machine.Restart();
        machine.Opener.Opening = _ => null;
        AssertRight(machine.Upscale(_picture, "auto", Tile), 0);
        Assert.That(machine.Opener.Shots, Has.None.Matches<Shot>(shot => !shot.IsCheck && shot.Device == Device.Cpu));
    }

    [Test]
    public void Cancelling_while_the_device_hangs_ends_the_run()
    {
        using var machine = new Machine();
        using var cancellation = new CancellationTokenSource();
        machine.Upscale(_picture.Cut(new PixelArea(0, 0, Window, Window)), "auto", Tile);
        machine.Restart();
        machine.Opener.Script = shot =>
        {
            if (shot.Number != 3) return Misdeed.None;
            ThreadPool.QueueUserWorkItem(_ => cancellation.Cancel());
            return Misdeed.Hang;
        };

        Assert.Catch<OperationCanceledException>(() => machine.Upscale(_picture, "auto", Tile, cancellation.Token));
    }

    [Test]
    public void A_device_asked_for_by_name_that_failed_is_refused_for_the_next_picture_too([Values] bool isMidway)
    {
        using var machine = new Machine();
        machine.Opener.Script = shot => shot.Device != Device.Cpu && shot.IsCheck != isMidway ? Misdeed.Black : Misdeed.None;
        if (isMidway) AssertRight(machine.Upscale(_picture, "cuda", Tile), 0);
        else Assert.Throws<EnlargerException>(() => machine.Upscale(_picture, "cuda", Tile));

        Assert.That(Assert.Throws<EnlargerException>(() => machine.Upscale(_picture, "cuda", Tile))!.Kind, Is.EqualTo(ErrorKind.Device));
        AssertRight(machine.Upscale(_picture, "auto", Tile), 0);
    }

    [TestCase(510, 5)]
    [TestCase(94, 1)]
    public void A_black_tile_is_not_taken_for_a_dark_sky_with_a_star(int tile, int star)
    {
        Picture sky = Picture.Make(1000, 600, Rgb8, (x, y, _) => x % 512 / star == 200 / star && y % 512 / star == 100 / star ? 1 : 0);
        using var machine = new Machine();
        Picture expected = machine.Upscale(sky, "cpu", 1000);
        machine.Opener.Script = shot => !shot.IsCheck && shot.Device != Device.Cpu ? Misdeed.Black : Misdeed.None;
        AssertRight(machine.Upscale(sky, "auto", tile), expected, 1, "");
    }

    [Test]
    public void The_tile_before_is_not_taken_for_the_next_one_of_a_page_that_is_nearly_white()
    {
        var random = new Random(1);
        HashSet<(int X, int Y)> ink = [.. Enumerable.Range(0, 120).Select(_ => (X: random.Next(Side), Y: random.Next(Side))).SelectMany(at => Enumerable.Range(0, 9).Select(i => (at.X + i, at.Y)))];
        Picture page = Picture.Make(Side, Side, Rgb8, (x, y, _) => ink.Contains((x, y)) ? 0.1 : 1);
        using var reference = new Machine();
        Picture expected = reference.Upscale(page, "cpu", Side);
        for (int tile = 2; tile <= Tiles * Tiles; tile++)
        {
            using var machine = new Machine();
            machine.Opener.Script = shot => !shot.IsCheck && shot.Device != Device.Cpu && shot.Number == tile ? Misdeed.PreviousTile : Misdeed.None;
            AssertRight(machine.Upscale(page, "auto", Tile), expected, 0, $"at tile {tile}");
        }
    }

    [TestCase(300, 60)]
    [TestCase(Side, Side - 7)]
    public void Exact_stays_exact_when_tiles_are_halved(int width, int height)
    {
        Picture picture = _picture.Cut(new PixelArea(0, 0, width, height));
        using var machine = new Machine();
        Picture expected = machine.Upscale(picture, "cpu", 1000);
        machine.Opener.Script = shot => shot.Device != Device.Cpu && !shot.IsCheck && shot.Size.Width > 200 ? Misdeed.OutOfMemory : Misdeed.None;

        AssertRight(machine.Upscale(picture, "auto", 0, default, ("exact", "on")), expected, 0, "");
        Assert.That(machine.Opener.Shots, Has.Some.Matches<Shot>(shot => shot.Device != Device.Cpu && !shot.IsCheck && shot.Size.Width <= 200));
    }

    [Test]
    public void A_session_that_was_lost_when_the_user_cancelled_is_not_used_again()
    {
        using var machine = new Machine();
        using var cancellation = new CancellationTokenSource();
        machine.Opener.Script = shot =>
        {
            if (shot.IsCheck || shot.Device == Device.Cpu || shot.Number != 3) return Misdeed.None;
            cancellation.Cancel();
            return Misdeed.Hang;
        };
        Assert.Catch<OperationCanceledException>(() => machine.Upscale(_picture, "auto", Tile, cancellation.Token));
        int opened = machine.Opener.Opened.Count;
        AssertRight(machine.Upscale(_picture, "auto", Tile), 0);
        Assert.That(machine.Opener.Opened, Has.Count.GreaterThan(opened));
    }

    [Test]
    public void What_the_processor_cannot_judge_is_not_held_against_the_device_for_ever()
    {
        using var machine = new Machine { Opener = { IsNegative = true } };
        machine.Upscale(_picture, "auto", Tile);
        machine.Restart();
        bool isFirst = true;
        machine.Opener.Script = shot =>
        {
            bool fails = isFirst && shot.Device == Device.Cpu;
            if (fails) isFirst = false;
            return fails ? Misdeed.NotANumber : Misdeed.None;
        };
        machine.Upscale(_picture, "auto", Tile);
        Assert.That(machine.Notices, Has.One.Contains("the CPU could not tell"));

        machine.Restart();
        machine.Upscale(_picture, "auto", Tile);
        Assert.That(machine.Opener.Shots.Count(shot => shot.Device != Device.Cpu), Is.EqualTo(Tiles * Tiles));
    }

    [Test]
    public void Any_script_of_faults_ends_in_the_right_picture_or_in_an_error([Range(1, 60)] int seed)
    {
        var random = new Random(seed);
        Picture picture = _picture.Cut(new PixelArea(random.Next(50), random.Next(50), random.Next(3, random.Next(2) == 0 ? 60 : 400), random.Next(3, 400)));
        bool isExact = random.Next(3) == 0, isNamed = random.Next(3) == 0, failsToo = random.Next(4) == 0;
        int tile = random.Next(3) == 0 ? 0 : random.Next(32, 180), most = random.Next(150, 350);
        double rate = new[] { 0.02, 0.1, 0.4 }[random.Next(3)];
        using var machine = new Machine(hasHalf: random.Next(2) == 0);
        Picture expected = machine.Upscale(picture, "cpu", 1000);

        // Another picture leaves no sign where it is as bright as the right one.
        Misdeed[] misdeeds = [.. Misdeeds.Where(misdeed => misdeed != Misdeed.AnotherPicture)];
        machine.Opener.Opening = device => device != Device.Cpu && random.NextDouble() < rate / 10 ? (FaultKind)random.Next(3) : null;
        machine.Opener.Script = shot =>
        {
            if (shot.Device == Device.Cpu) return failsToo && random.NextDouble() < rate / 4 ? Misdeed.Failed : Misdeed.None;
            if (shot.Size.Width > most) return Misdeed.OutOfMemory;
            return random.NextDouble() < rate ? misdeeds[random.Next(misdeeds.Length)] : Misdeed.None;
        };
        for (int i = 0; i < 2; i++)
        {
            try
            {
                Picture result = machine.Upscale(picture, isNamed ? "cuda" : "auto", tile, default, ("exact", isExact ? "on" : "off"));

                // A tile that was filled up sees a mirror beyond the picture's right and lower border, where the processor sees nothing.
                int border = isExact ? 0 : MisbehavingOpener.Scale;
                var inside = new PixelArea(0, 0, result.Size.Width - border, result.Size.Height - border);
                AssertRight(result.Cut(inside), expected.Cut(inside), 1, string.Join(' ', machine.Notices));
            }
            catch (EnlargerException error)
            {
                Assert.That(error.Kind, Is.EqualTo(ErrorKind.Device));
                Assert.That(isNamed || failsToo, error.Message);
            }
        }
    }

    [Test]
    public void No_session_stays_open_behind_the_engine()
    {
        var machine = new Machine(hasHalf: true);
        machine.Opener.Script = shot => shot.Number == 4 && shot.Device != Device.Cpu ? Misdeed.Infinite : Misdeed.None;
        machine.Upscale(_picture, "auto", Tile);
        machine.Dispose();
        Assert.That(machine.Opener.Open, Is.Zero);
    }

    private void AssertRight(Picture result, int tolerance, string message = "") => AssertRight(result, _expected, tolerance, message);

    private static void AssertRight(Picture result, Picture expected, int tolerance, string message)
    {
        Assert.That(result.Size, Is.EqualTo(expected.Size));
        int largest = 0;
        for (int i = 0; i < result.Bytes.Length; i++) largest = Math.Max(largest, Math.Abs(result.Bytes[i] - expected.Bytes[i]));
        Assert.That(largest, Is.LessThanOrEqualTo(tolerance), message);
    }
}
