using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Enlarger.Imaging;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Commands;

/// <summary>The pixel pipe between real processes, over the plain Lanczos enlargement, which needs no generator.</summary>
public sealed class PipeCommandTests
{
    private static string[] Pipe(int width, int height, string format, params string[] more) =>
        ["pipe", "upscale", "--model", "lanczos", "--width", $"{width}", "--height", $"{height}", "--format", format, .. more];

    [TestCase("rgba8", "rgba8")]
    [TestCase("gray16", "gray16")]
    [TestCase("bgra8", "rgbaf32")]
    public void A_result_is_its_header_and_exactly_the_promised_bytes(string format, string resultFormat)
    {
        Raster picture = Raster.Sample(33, 21, format.Replace("bgra", "rgba"));
        using Process process = RealProgram.Start(Pipe(33, 21, format, "--result-format", resultFormat));
        process.StandardInput.BaseStream.Write(picture.Pixels);
        process.StandardInput.Close();
        byte[] output = ReadAll(process);
        (int exitCode, string error) = RealProgram.End(process);

        Assert.That(exitCode, Is.Zero, error);
        byte[] header = Encoding.ASCII.GetBytes($"132 84 {resultFormat}\n");
        Assert.That(output.AsSpan().StartsWith(header));
        Assert.That(output, Has.Length.EqualTo(header.Length + (132 * 84 * PixelFormat.Parse(resultFormat).BytesPerPixel)));
        string[] lines = error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines, Is.All.Match(@"^progress [01]\.\d\d$"));
        Assert.That(lines[^1], Is.EqualTo("progress 1.00"));
    }

    [Test]
    public void Pixels_with_a_profile_keep_colours_that_srgb_has_not()
    {
        using var folder = new Folder();
        byte[] result = Enlarged([0, 255, 0], "rgb8", out string error, "--profile", folder.Write("adobe.icc", IccProfile.AdobeRgb));
        Assert.That(error, Does.StartWith("progress"));
        for (int i = 0; i < result.Length; i++) Assert.That(result[i], Is.EqualTo(i % 3 == 1 ? 255 : 0));
    }

    [Test]
    public void A_profile_that_is_of_no_use_is_named_and_changes_nothing()
    {
        using var folder = new Folder();
        byte[] result = Enlarged([10, 200, 30], "rgb8", out string error, "--profile", folder.Write("cmyk.icc", IccProfile.File("CMYK", "Lab ")));
        Assert.That(error.Split('\n')[0], Does.Contain("cmyk.icc").And.Contain("taken as they are").And.EndsWith("."));
        Assert.That(result.Chunk(3), Is.All.EqualTo(new byte[] { 10, 200, 30 }));
    }

    [Test]
    public void Light_is_enlarged_as_srgb_and_comes_back_as_light()
    {
        // An edge between black and white: half way between them lies mid-grey in sRGB, which is a fifth of the light.
        using Process process = RealProgram.Start(Pipe(16, 1, "grayf32", "--encoding", "linear"));
        float[] edge = [.. Enumerable.Range(0, 16).Select(x => x < 8 ? 0f : 1f)];
        process.StandardInput.BaseStream.Write(MemoryMarshal.AsBytes<float>(edge));
        process.StandardInput.Close();
        byte[] output = ReadAll(process);
        Assert.That(RealProgram.End(process).ExitCode, Is.Zero);
        float[] row = MemoryMarshal.Cast<byte, float>(output.AsSpan("64 4 grayf32\n".Length, 64 * 4)).ToArray();
        Assert.That(row[31] + row[32], Is.LessThan(0.8f), "light would give 1");
        Assert.That((row[4], row[60]), Is.EqualTo((0f, 1f)));
    }

    [TestCase(2, "exclude each other", "--encoding", "linear", "--profile", "x.icc")]
    [TestCase(2, "'log' is no value for --encoding", "--encoding", "log")]
    [TestCase(2, "--profile is empty", "--profile", "")]
    [TestCase(3, "'none.icc' cannot be read", "--profile", "none.icc")]
    [TestCase(3, "'.' cannot be read", "--profile", ".")]
    [TestCase(3, "larger than 16 MiB", "--profile", "/dev/zero")]
    public void An_encoding_that_cannot_be_had_is_refused(int expected, string text, params string[] arguments)
    {
        if (arguments.Contains("/dev/zero") && !OperatingSystem.IsLinux()) Assert.Ignore("There is no such file here.");
        CommandRun run = CommandRun.Of(["pipe", "upscale", "--width", "50", "--height", "20", "--format", "rgb8", .. arguments]);
        Assert.That(run.ExitCode, Is.EqualTo(expected), run.Error);
        Assert.That(run.Error, Does.Contain(text));
        Assert.That(run.Output, Is.Empty);
    }

    [Test]
    public void Help_says_what_samples_mean() =>
        Assert.That(string.Join(' ', CommandRun.Of("pipe", "--help").Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), Does.Contain("Samples are sRGB unless --encoding or --profile"));

    [Test]
    public void A_host_may_write_everything_before_it_reads_anything()
    {
        const int Side = 1000;
        using Process process = RealProgram.Start(Pipe(Side, Side, "rgba8"));
        // 4 MB in and 64 MB out: far more than the pipes between the processes hold.
        process.StandardInput.BaseStream.Write(new byte[Side * Side * 4]);
        process.StandardInput.Close();
        Assert.That(ReadAll(process), Has.Length.EqualTo("4000 4000 rgba8\n".Length + (Side * Side * 64)));
        Assert.That(RealProgram.End(process).ExitCode, Is.Zero);
    }

    [Test]
    public void A_host_may_read_while_it_writes_and_keep_its_end_open()
    {
        using Process process = RealProgram.Start(Pipe(500, 400, "rgb8"));
        Task<byte[]> output = Task.Run(() => ReadAll(process));
        for (int row = 0; row < 400; row++)
        {
            process.StandardInput.BaseStream.Write(new byte[1500]);
            process.StandardInput.BaseStream.Flush();
        }

        Assert.That(output.Wait(RealProgram.Patience), "The program waits for the end of an input that it has whole.");
        Assert.That(output.Result, Has.Length.EqualTo("2000 1600 rgb8\n".Length + (2000 * 1600 * 3)));
        Assert.That(RealProgram.End(process).ExitCode, Is.Zero);
    }

    [Test]
    public void Short_input_is_exit_code_3([Values(0, 1, 1000, 2999)] int bytes)
    {
        using Process process = RealProgram.Start(Pipe(50, 20, "rgb8"));
        process.StandardInput.BaseStream.Write(new byte[bytes]);
        process.StandardInput.Close();
        (int exitCode, string error) = RealProgram.End(process);
        Assert.That(exitCode, Is.EqualTo(3));
        Assert.That(error, Does.Contain($"after {bytes} of the 3000 bytes"));
    }

    [Test]
    public void More_input_than_promised_is_exit_code_3()
    {
        using Process process = RealProgram.Start(Pipe(50, 20, "rgb8"));
        process.StandardInput.BaseStream.Write(new byte[3001]);
        process.StandardInput.Close();
        Task<byte[]> output = Task.Run(() => ReadAll(process));
        (int exitCode, string error) = RealProgram.End(process);
        Assert.That(exitCode, Is.EqualTo(3));
        Assert.That(error, Does.Contain("more than the 3000 bytes"));
        output.Wait(RealProgram.Patience);
    }

    [Test]
    public void A_wrong_size_is_exit_code_2_with_nothing_on_standard_output()
    {
        using Process process = RealProgram.Start(Pipe(0, 20, "rgb8"));
        Assert.That(ReadAll(process), Is.Empty);
        Assert.That(RealProgram.End(process).ExitCode, Is.EqualTo(2));
    }

    [TestCase(5, "--device", "cuda:7")]
    [TestCase(2, "--json")]
    public void A_refused_run_writes_nothing_to_standard_output(int expected, params string[] arguments)
    {
        using Process process = RealProgram.Start(["pipe", "upscale", "--width", "50", "--height", "20", "--format", "rgb8", .. arguments]);
        Assert.That(ReadAll(process), Is.Empty);
        Assert.That(RealProgram.End(process).ExitCode, Is.EqualTo(expected));
    }

    [Test]
    [Platform("Linux")]
    public void A_reader_that_goes_away_is_exit_code_6()
    {
        using Process process = RealProgram.Shell("head -c 12000000 /dev/zero | \"$0\" \"$@\" | head -c 10 >/dev/null; exit ${PIPESTATUS[1]}", Pipe(2000, 2000, "rgb8"));
        (int exitCode, string error) = RealProgram.End(process);
        Assert.That(exitCode, Is.EqualTo(6));
        Assert.That(error, Does.Contain("could not be written"));
    }

    [Test]
    [Platform("Linux")]
    public void A_full_disk_is_exit_code_6()
    {
        using Process process = RealProgram.Shell("head -c 3000 /dev/zero | \"$0\" \"$@\" > /dev/full", Pipe(50, 20, "rgb8"));
        (int exitCode, string error) = RealProgram.End(process);
        Assert.That(exitCode, Is.EqualTo(6));
        Assert.That(error, Does.Contain("could not be written"));
    }

    [Test]
    [Platform("Linux")]
    public void A_signal_stops_it_while_it_waits_for_input([Values("INT", "TERM", "HUP")] string signal)
    {
        using Process process = RealProgram.Start(Pipe(500, 400, "rgb8"));
        // More than the pipe holds: who has taken it is up and waits for the rest.
        process.StandardInput.BaseStream.Write(new byte[500 * 399 * 3]);
        process.StandardInput.BaseStream.Flush();
        RealProgram.Signal(process, signal);
        (int exitCode, string error) = RealProgram.End(process);
        Assert.That(exitCode, Is.EqualTo(130));
        Assert.That(error, Does.Contain("Cancelled"));
    }

    [Test]
    [Platform("Linux")]
    public void A_signal_stops_it_while_nobody_reads()
    {
        using Process process = RealProgram.Start(Pipe(3000, 3000, "rgb8"));
        process.StandardInput.BaseStream.Write(new byte[27_000_000]);
        process.StandardInput.Close();
        Assert.That(process.StandardError.ReadLine(), Does.StartWith("progress"));
        RealProgram.Signal(process, "TERM");
        Assert.That(RealProgram.End(process).ExitCode, Is.EqualTo(130));
    }

    [TestCase("<&-", 3, "standard input is closed")]
    [TestCase(">&-", 6, "standard output is closed")]
    [TestCase("--control 77", 2, "control descriptor 77")]
    [TestCase("--control 9", 2, "control descriptor 9", Description = "By then this number is one of the runtime's own.")]
    [Platform("Linux")]
    public void Descriptors_that_the_host_did_not_open_are_refused(string closing, int expected, string text)
    {
        using Process process = RealProgram.Shell($"\"$0\" \"$@\" {closing}", Pipe(50, 20, "rgb8"));
        process.StandardInput.Close();
        (int exitCode, string error) = RealProgram.End(process);
        Assert.That(exitCode, Is.EqualTo(expected), error);
        Assert.That(error, Does.Contain(text));
    }

    [TestCase("echo cancel")]
    [TestCase("echo something else; echo cancel; sleep 60 2>&-")]
    [TestCase("true", Description = "The host has died.")]
    [Platform("Linux")]
    public void The_control_descriptor_stops_it(string host)
    {
        using Process process = RealProgram.Shell($"exec 7< <({host}); exec \"$0\" \"$@\"", Pipe(50, 20, "rgb8", "--control", "7"));
        (int exitCode, string error) = RealProgram.End(process);
        Assert.That(exitCode, Is.EqualTo(130), error);
        Assert.That(error, Does.Contain("Cancelled"));
        Assert.That(ReadAll(process), Is.Empty);
    }

    [Test]
    [Platform("Linux")]
    public void A_control_descriptor_that_stays_open_changes_nothing()
    {
        using Process process = RealProgram.Shell("exec 7< <(sleep 60); head -c 3000 /dev/zero | \"$0\" \"$@\" | wc -c; exit ${PIPESTATUS[1]}", Pipe(50, 20, "rgb8", "--control", "7"));
        Assert.That(process.StandardOutput.ReadLine()?.Trim(), Is.EqualTo($"{"200 80 rgb8\n".Length + (200 * 80 * 3)}"));
        process.Kill(entireProcessTree: true);
    }

    // A flat picture of 9x5 pixels, enlarged by the real program.
    private static byte[] Enlarged(byte[] pixel, string format, out string error, params string[] more)
    {
        using Process process = RealProgram.Start(Pipe(9, 5, format, more));
        process.StandardInput.BaseStream.Write([.. Enumerable.Repeat(pixel, 45).SelectMany(bytes => bytes)]);
        process.StandardInput.Close();
        byte[] output = ReadAll(process);
        (int exitCode, error) = RealProgram.End(process);
        Assert.That(exitCode, Is.Zero, error);
        return output[$"36 20 {format}\n".Length..];
    }

    private static byte[] ReadAll(Process process)
    {
        var output = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(output);
        return output.ToArray();
    }
}
