using System.Diagnostics;
using System.Globalization;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Installers.Linux;

/// <summary>A Debian as it is just after its installation, without a network, that is gone with the test.</summary>
internal sealed class FreshDebian : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    // What programs of the system write down about packages, and logs.
    private static readonly string[] Own = ["/var/lib/dpkg/", "/var/lib/apt/", "/var/cache/apt/", "/var/cache/man/", "/var/cache/ldconfig/", "/var/log/", "/usr/share/applications/mimeinfo.cache", "/tmp/", "/home/", "/run/", "/proc/", "/dev/", "/mnt/"];

    private readonly Folder _folder = new();
    private readonly Process _keeper;

    /// <summary>Makes one.</summary>
    /// <param name="name">What it is made of, as debian-folder.sh knows it.</param>
    /// <param name="shared">A folder that it sees at /mnt.</param>
    public FreshDebian(string name, string shared)
    {
        string folder = DebianFolder.Make(name, $"the Debian package is not tried in it ({name})");
        var start = new ProcessStartInfo(DebianFolder.Script("debian-fresh.sh"), [folder, Root, shared]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        _keeper = Process.Start(start)!;
        if (_keeper.StandardOutput.ReadLine() == "ready") return;
        string error = _keeper.StandardError.ReadToEnd();
        Dispose();
        Assert.Ignore($"A fresh Debian cannot be shown here: the package is not tried in it. {error}");
    }

    private string Root => _folder["root"];

    /// <summary>Every file and folder in it, but for what the system itself keeps about packages.</summary>
    public string[] Entries => [.. Demand("find", "/", "-xdev", "-type", "d", "-printf", "%p/\n", "-o", "-printf", "%p\n")
        .Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(entry => !Own.Any(own => entry.StartsWith(own, StringComparison.Ordinal))).Order(StringComparer.Ordinal)];

    /// <summary>Runs a program in it as the administrator, which must end well.</summary>
    /// <returns>What it printed.</returns>
    public string Demand(params string[] words) => Output(Run([], words), words);

    /// <summary>Runs a line of the shell in it as a user, in a home that was empty before the first, which must end well.</summary>
    /// <returns>What it printed.</returns>
    public string DemandOfUser(string line)
    {
        Demand("sh", "-c", "mkdir -p /home/user && chown 1000:1000 /home/user");
        return Output(Run(["--userspec=1000:1000"], ["env", "HOME=/home/user", "bash", "-c", $"cd && {line}"]), [line]);
    }

    /// <summary>A file of it, brought out.</summary>
    public string Fetch(string path)
    {
        string copy = _folder[Path.GetFileName(path)];
        File.WriteAllBytes(copy, Run([], ["cat", path]).Bytes);
        return copy;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _keeper.StandardInput.Close();
        if (!_keeper.WaitForExit(Patience)) _keeper.Kill(entireProcessTree: true);
        _keeper.Dispose();
        _folder.Dispose();
    }

    private static string Output(ProcessRun run, string[] words)
    {
        Assert.That(run.ExitCode, Is.Zero, $"{string.Join(' ', words)}: {run.Error}{run.Output}");
        return run.Output;
    }

    private ProcessRun Run(string[] options, string[] words) => ProcessRun.Of(
        "nsenter",
        [
            "--target", _keeper.Id.ToString(CultureInfo.InvariantCulture), "--mount", "--net", "--",
            "chroot", .. options, Root, "/usr/bin/env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root", "LC_ALL=C.UTF-8", "DEBIAN_FRONTEND=noninteractive", .. words,
        ],
        Patience);
}
