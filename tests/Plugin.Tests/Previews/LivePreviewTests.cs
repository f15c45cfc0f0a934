using Enlarger.Filters;
using Enlarger.Imaging;
using Enlarger.Previews;
using Enlarger.Tests.Support;
using Enlarger.Tests.Support.Devices;

namespace Enlarger.Tests.Previews;

/// <summary>With real threads; the test's own is the host's, and everything must happen on it.</summary>
internal sealed class LivePreviewTests
{
    private static readonly PixelFormat Rgb8 = PixelFormat.Parse("rgb8");
    private static readonly PixelSize View = new(40, 40);

    private readonly StoppedTime _time = new();
    private readonly List<PreviewState> _told = [];
    private HostThread _host = null!;
    private Picture _picture = null!;
    private MarkingFilter _filter = null!;
    private LivePreview _preview = null!;
    private ManualResetEventSlim _goOn = null!;

    [SetUp]
    public void Open()
    {
        _told.Clear();
        _host = new HostThread();
        _picture = Picture.Noise(60, 50, Rgb8, 1);
        _filter = new MarkingFilter(2);
        _goOn = new ManualResetEventSlim();
        _preview = new LivePreview(_filter, _picture, _host.Post, _told.Add, _time);
    }

    [TearDown]
    public void Close()
    {
        _goOn.Set();
        _preview.Dispose();
        _goOn.Dispose();
    }

    [Test]
    public void The_picture_as_it_is_comes_first_then_the_finished_part_and_the_result()
    {
        _preview.Show(_filter.Strength(7), View);
        _time.RunOut();
        _host.ServeUntil(IsShown);

        PreviewFrame frame = _told[0].Frame!;
        Assert.That(frame.Region, Is.EqualTo(new PixelArea(20, 15, 20, 20)));
        Assert.That(_told[0], Is.EqualTo(new PreviewState { Frame = frame, Progress = 0 }));
        Assert.That((_told[1].Before, _told[1].After, _told[1].Progress), Is.EqualTo((_told[^1].Before, (PreviewPicture?)null, 0.0)));
        Assert.That(_told.Skip(1).SkipLast(1).Select(state => state.Progress), Is.EqualTo(Enumerable.Range(0, 21).Select(row => row / 20.0)));
        Assert.That(_told[^1], Is.EqualTo(_preview.State));
        Assert.That(_preview.State.Before!.Pixels.ToArray(), Is.EqualTo(Expected(frame, 0)));
        Assert.That(_preview.State.After!.Pixels.ToArray(), Is.EqualTo(Expected(frame, 7)));
    }

    [Test]
    public void Nothing_begins_before_a_change_has_settled()
    {
        for (int strength = 1; strength <= 50; strength++) _preview.Show(_filter.Strength(strength), View);
        Assert.That(_filter.Runs.Begun, Is.Zero);
        _time.RunOut();
        _host.ServeUntil(IsShown);
        Assert.That(_filter.Runs.Begun, Is.EqualTo(2), "once without and once with the filter");
        AssertShown(50);
        Assert.That(_told.All(state => state.After is null || state == _preview.State));
    }

    [Test]
    public void The_newest_wins_and_what_it_replaces_is_neither_read_nor_told_any_more()
    {
        _preview.Show(_filter.Strength(1), View);
        _time.RunOut();
        _host.ServeUntil(() => _preview.State.Progress > 0.2);
        int reads = 0;
        _picture.OnRow = _ => reads++;
        _host.WaitForEvent();

        _preview.Show(_filter.Strength(2), View, new PicturePoint(0, 0));
        _told.Clear();
        _host.Serve();
        Assert.That((_told.Count, reads), Is.EqualTo((1, 0)));
        Assert.That(_told[0].Before!.PlaceIn(_told[0].Frame!), Is.EqualTo((40, 30)), "the old picture is shown where it belongs until the new one is there");

        _time.RunOut();
        _host.ServeUntil(IsShown);
        Assert.That(_told.Count(state => state.After is not null), Is.EqualTo(1));
        AssertShown(2);
        Assert.That((_filter.Runs, _filter.Clashed), Is.EqualTo(((4, 4), false)));
    }

    [Test]
    public void A_new_run_waits_for_the_end_of_the_one_before_even_where_that_is_deaf()
    {
        using ManualResetEventSlim begun = new();
        List<int> strengths = [];
        _filter.OnRow = strength =>
        {
            lock (strengths) strengths.Add(strength);
            if (strength != 1) return;
            begun.Set();
            _goOn.Wait();
        };
        _preview.Show(_filter.Strength(1), View);
        _time.RunOut();
        _host.ServeUntil(() => begun.IsSet);
        _preview.Show(_filter.Strength(2), View);
        _time.RunOut();
        _host.Serve();
        _goOn.Set();
        _host.ServeUntil(IsShown);
        Assert.That(_filter.Clashed, Is.False);
        Assert.That(strengths.Where(strength => strength > 0), Is.EqualTo(Enumerable.Repeat(2, 20).Prepend(1)));
        AssertShown(2);
    }

    [Test]
    public void After_the_end_nothing_is_read_or_told_whatever_the_host_still_has_to_serve()
    {
        _preview.Show(_filter.Strength(1), View);
        _time.RunOut();
        _host.ServeUntil(() => _preview.State.Before is not null);
        _host.WaitForEvent();

        int told = _told.Count;
        _picture.OnRow = _ => told = -1;
        _preview.Dispose();
        Assert.That((_filter.Runs.Begun, _filter.Runs.Ended), Is.EqualTo((2, 2)), "the engine is free");
        _host.Serve();
        _preview.Show(_filter.Strength(2), View);
        _time.RunOut();
        _host.Serve();
        _preview.Dispose();
        Assert.That(_told, Has.Count.EqualTo(told));
    }

    [Test]
    public void A_host_can_go_on_serving_while_the_preview_ends()
    {
        using ManualResetEventSlim begun = new();
        _filter.OnRow = _ =>
        {
            begun.Set();
            _goOn.Wait();
        };
        _preview.Show(_filter.Strength(1), View);
        _time.RunOut();
        begun.Wait();
        Task stopped = _preview.Stop();
        _host.Serve();
        Assert.That((stopped.IsCompleted, _told.Count), Is.EqualTo((false, 0)));
        _goOn.Set();
        stopped.Wait();
        Assert.That(_filter.Runs, Is.EqualTo((1, 1)));
    }

    [Test]
    public void What_is_told_may_close_the_dialog()
    {
        LivePreview? preview = null;
        bool isClosed = false;
        preview = new LivePreview(_filter, _picture, _host.Post, CloseWhenSeen, _time);
        preview.Show(_filter.Strength(1), View);
        _time.RunOut();
        _host.ServeUntil(() => isClosed);
        _host.Serve();
        Assert.That((_told.Count, _filter.Runs.Begun - _filter.Runs.Ended), Is.EqualTo((1, 0)));

        void CloseWhenSeen(PreviewState state)
        {
            if (state.Before is null) return;
            preview!.Dispose();
            _told.Add(state);
            isClosed = true;
        }
    }

    [Test]
    public void A_host_s_own_picture_that_fails_is_told_in_its_sentence_and_the_next_try_succeeds()
    {
        _picture.OnRow = _ => throw new EnlargerException(ErrorKind.Input, "The layer is gone.");
        Assert.That(Failed().Error, Is.EqualTo("The layer is gone."));
        _picture.OnRow = null;
        _preview.Show(_filter.Strength(3), View);
        Assert.That(_preview.State.Error, Is.Null);
        _time.RunOut();
        _host.ServeUntil(IsShown);
        AssertShown(3);
    }

    [Test]
    public void A_failing_filter_leaves_the_picture_as_it_was_to_be_seen()
    {
        _filter.OnRow = strength => _ = strength == 0 ? 0 : throw new EnlargerException(ErrorKind.Model, "The generator is missing.");
        PreviewState state = Failed();
        Assert.That((state.Error, state.After, state.Progress), Is.EqualTo(("The generator is missing.", (PreviewPicture?)null, (double?)null)));
        Assert.That(state.Before!.Pixels.ToArray(), Is.EqualTo(Expected(state.Frame!, 0)));
    }

    [Test]
    public void A_bug_is_called_one()
    {
        _filter.OnRow = _ => throw new InvalidOperationException("Sequence contains no elements");
        PreviewState state = Failed();
        Assert.That(state.Error, Does.Contain("bug in Enlarger").And.Not.Contain("Sequence").And.EndsWith("."));
        Assert.That(state.Cause, Is.InstanceOf<InvalidOperationException>());
    }

    [Test]
    public void Settings_that_allow_no_result_are_told_and_end_what_was_under_way()
    {
        var filter = new MarkingFilter(2, needsCrop: true);
        using var preview = new LivePreview(filter, _picture, _host.Post, _told.Add, _time);
        preview.Show(filter.Settings.With("crop", "1,2,30,20"), View);
        preview.Show(filter.Settings, View);
        _time.RunOut();
        _host.Serve();
        Assert.That(_told.Select(state => (state.Error, state.Frame, state.Progress)), Is.EqualTo(new[] { ("The crop is missing: select it.", (PreviewFrame?)null, (double?)null) }));
        Assert.That(filter.Runs.Begun, Is.Zero);
    }

    [Test]
    public void A_real_filter_that_reads_twice_reads_all_through_the_host()
    {
        IFilter filter = RealGenerators.Engine.Filter("upscale");
        FilterSettings settings = FilterRun.Settings(filter, ("model", "lanczos"), ("grain", "100"));
        Assert.That(filter.ReadsTwice(settings));
        using var preview = new LivePreview(filter, _picture, _host.Post, _told.Add, _time);
        preview.Show(settings, new PixelSize(80, 60));
        _time.RunOut();
        _host.ServeUntil(() => preview.State is { After: not null, Progress: null } || preview.State.Error is not null);
        Assert.That(preview.State.Error, Is.Null);
        Picture whole = FilterRun.Of("upscale", _picture, Rgb8, ("model", "lanczos"), ("grain", "100"));
        Assert.That(preview.State.After!.Pixels.ToArray(), Is.EqualTo(whole.Cut(preview.State.Frame!.Region.Scale(4)).Bytes));
    }

    [Test]
    public void However_a_user_moves_and_leaves_what_is_shown_last_is_what_was_wanted_last()
    {
        var random = new Random(3);
        for (int round = 0; round < 300; round++)
        {
            var filter = new MarkingFilter(random.Next(1, 4));
            bool isOpen = true;
            int late = 0, strength = 0;
            _picture.OnRow = _ => late += isOpen ? 0 : 1;
            var preview = new LivePreview(filter, _picture, _host.Post, _ => late += isOpen ? 0 : 1, new HurriedTime());
            for (int step = random.Next(1, 12); step > 0; step--)
            {
                strength = random.Next(1, 100);
                preview.Show(filter.Strength(strength), new PixelSize(random.Next(1, 60), random.Next(1, 60)), new PicturePoint(random.Next(60), random.Next(50)));
                if (random.Next(3) == 0) Thread.Yield();
                _host.Serve(random.Next(30));
            }

            if (round % 2 == 0)
            {
                _host.ServeUntil(() => preview.State.Progress is null);
                Assert.That(preview.State.Error, Is.Null);
                Assert.That(preview.State.Before!.Frame, Is.EqualTo(preview.State.Frame));
                Assert.That(preview.State.After!.Pixels.ToArray(), Is.EqualTo(Expected(preview.State.Frame!, strength)));
            }

            if (round % 3 == 0)
            {
                Task stopped = preview.Stop();
                isOpen = false;
                while (!stopped.IsCompleted) _host.Serve();
            }

            preview.Dispose();
            isOpen = false;
            Assert.That(filter.Runs.Begun, Is.EqualTo(filter.Runs.Ended));
            if (random.Next(2) == 0) _host.Serve();
            Assert.That((late, filter.Clashed), Is.EqualTo((0, false)), $"round {round}");
        }
    }

    private bool IsShown() => _preview.State is { After: not null, Progress: null };

    private PreviewState Failed()
    {
        _preview.Show(_filter.Strength(1), View);
        _time.RunOut();
        _host.ServeUntil(() => _preview.State.Error is not null);
        return _told[^1];
    }

    private void AssertShown(int strength)
    {
        PreviewState state = _preview.State;
        Assert.That((state.Before!.Frame, state.After!.Frame), Is.EqualTo((state.Frame, state.Frame)));
        Assert.That(state.After.Pixels.ToArray(), Is.EqualTo(Expected(state.Frame!, strength)));
    }

    private byte[] Expected(PreviewFrame frame, int strength)
    {
        Picture part = _picture.Cut(frame.Region);
        byte[] bytes = new byte[frame.Size.Width * frame.Size.Height * 3];
        for (int i = 0; i < bytes.Length; i++)
        {
            int at = i / 3, x = at % frame.Size.Width / frame.Factor, y = at / frame.Size.Width / frame.Factor;
            bytes[i] = (byte)(part.Bytes[(((y * frame.Region.Width) + x) * 3) + (i % 3)] + strength);
        }

        return bytes;
    }

    // Whoever waits waits no longer than until another thread gets to it.
    private sealed class HurriedTime : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
