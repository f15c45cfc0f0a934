using System.Diagnostics;
using System.Text.Json;

namespace Enlarger.Tests;

/// <summary>
/// What the projects refer to in either package world. MSBuild evaluates copies of them in a folder of its own, so that nothing is
/// written into the checkout, and beside a stand-in for the npm package, so that neither npm nor a network is needed.
/// </summary>
internal sealed class PackageWorldTests
{
    private const string NpmPackage = "com.github.asus4.onnxruntime";
    private static readonly string[] FullPackages = ["Microsoft.AI.DirectML", "Microsoft.ML.OnnxRuntime.DirectML", "OpenCvSharp4", "OpenCvSharp4.runtime.win"];
    private static readonly string[] LinuxNatives = [$"node_modules/{NpmPackage}/Plugins/Linux/x64/libonnxruntime.so"];
    private static readonly string[] WindowsNatives =
        [.. new[] { "onnxruntime.dll", "DirectML.dll" }.Select(file => $"node_modules/onnxruntime-node/bin/napi-v6/win32/x64/{file}")];
    private static readonly string PluginProject = Path.Combine("plugin", "Enlarger.Plugin.csproj");
    private static readonly string RuntimeProject = Path.Combine("plugin", "OnnxRuntime", "OnnxRuntime.csproj");
    private static readonly string PaintDotNetProject = Path.Combine("host-adapters", "PaintDotNet", "Enlarger.PaintDotNet.csproj");
    private static readonly string PluginTestsProject = Path.Combine("tests", "Plugin.Tests", "Plugin.Tests.csproj");

    private string _folder = "";
    private string _npmRan = "";

    [OneTimeSetUp]
    public void CopyProjects()
    {
        _folder = Directory.CreateTempSubdirectory("enlarger worlds ").FullName;
        string[] files =
        [
            "global.json", ".editorconfig", "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", PluginProject, RuntimeProject, PluginTestsProject,
            "tests/Directory.Build.props", PaintDotNetProject, "host-adapters/PaintDotNet/WindowsForms.props", "host-adapters/PaintDotNet/PaintDotNet.references.props",
        ];
        foreach (string file in files)
        {
            string copy = Path.Combine(_folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(Path.Combine(Repository.Root, file), copy);
        }

        foreach (string file in new[] { "Runtime/Session.cs", "Plugins/Linux/x64/libonnxruntime.so" })
        {
            string path = Path.Combine(_folder, "node_modules", NpmPackage, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, "");
        }

        _npmRan = Path.Combine(_folder, "npm ran");
        File.WriteAllText(
            Path.Combine(_folder, "Npm.targets"),
            """<Project><Target Name="RestoreNpmPackages"><Touch Files="$(MSBuildThisFileDirectory)npm ran" AlwaysCreate="true" /></Target></Project>""");
    }

    [SetUp]
    public void ForgetNpm() => File.Delete(_npmRan);

    [OneTimeTearDown]
    public void DeleteProjects() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void The_full_world_takes_nothing_from_the_npm_package_of_the_runtime()
    {
        JsonElement items = Evaluate(RuntimeProject, "full", "-t:ListOnnxRuntimeSources", "-getItem:None,Compile,Content,EmbeddedResource,Reference");
        string[] paths = [.. items.EnumerateObject().SelectMany(list => list.Value.EnumerateArray()).Select(item => item.GetProperty("FullPath").GetString()!)];
        Assert.That(paths.Where(path => path.Contains("node_modules", StringComparison.Ordinal)), Is.Empty);
        Assert.That(File.Exists(_npmRan), Is.False);
    }

    [Test]
    public void The_reduced_world_compiles_the_runtime_from_its_npm_package()
    {
        JsonElement items = Evaluate(RuntimeProject, "reduced", "-t:ListOnnxRuntimeSources", "-getItem:None,Compile");
        string package = $"node_modules/{NpmPackage}/";
        Assert.That(Identities(items, "Compile"), Has.Some.EndsWith($"{package}Runtime/Session.cs"));
        Assert.That(Natives(items), OperatingSystem.IsWindows() ? Is.EqualTo(WindowsNatives) : Is.EqualTo(LinuxNatives));
        Assert.That(File.Exists(_npmRan));
    }

    [Test]
    public void The_natives_of_the_runtime_follow_the_system_that_a_build_is_for()
    {
        string[] Of(string property) => Natives(Evaluate(RuntimeProject, "reduced", $"-p:{property}", "-getItem:None"));
        Assert.That(Of("NativeSystem=windows"), Is.EqualTo(WindowsNatives));
        Assert.That(Identities(Evaluate(RuntimeProject, "reduced", "-p:NativeSystem=windows", "-getItem:None"), "None"), Has.One.EndsWith("/licences/DirectML.txt"), "its terms follow too");
        Assert.That(Of("RuntimeIdentifier=win-x64"), Is.EqualTo(WindowsNatives));
        Assert.That(Of("RuntimeIdentifier=linux-x64"), Is.EqualTo(LinuxNatives));
    }

    [Test]
    public void A_build_for_another_system_passes_it_on_to_libraries()
    {
        string[] Of(string identifier) =>
            [.. Evaluate(PluginProject, "reduced", $"-p:RuntimeIdentifier={identifier}", "-getItem:ProjectReference")
                .GetProperty("ProjectReference").EnumerateArray().Select(item => item.TryGetProperty("AdditionalProperties", out JsonElement value) ? value.GetString()! : "")];
        Assert.That(Of(OperatingSystem.IsWindows() ? "linux-x64" : "win-x64"), Is.EqualTo(new[] { OperatingSystem.IsWindows() ? "NativeSystem=linux" : "NativeSystem=windows" }));
        Assert.That(Of(OperatingSystem.IsWindows() ? "win-x64" : "linux-x64"), Is.EqualTo(new[] { "" }));
    }

    [Test]
    public void The_plugin_takes_its_libraries_from_NuGet_in_the_full_world()
    {
        JsonElement items = Evaluate(PluginProject, "full", "-getItem:PackageReference,ProjectReference");
        Assert.That(Identities(items, "PackageReference"), Is.SupersetOf(FullPackages).And.Contains("Newtonsoft.Json"));
        Assert.That(Identities(items, "ProjectReference"), Is.Empty);
    }

    [Test]
    public void Paint_NETs_plugin_stands_on_the_core_and_on_the_desktop_of_Windows_in_the_full_world()
    {
        JsonElement items = Evaluate(PaintDotNetProject, "full", "-p:RuntimeIdentifier=win-x64", "-getItem:FrameworkReference,PackageReference,PackageDownload,ProjectReference,Reference");
        Assert.That(Identities(items, "FrameworkReference"), Does.Contain("Microsoft.WindowsDesktop.App.WindowsForms"));
        Assert.That(Identities(items, "PackageDownload").Concat(Identities(items, "Reference")), Has.None.Contains("Windows"), "nothing stands in for it");
        Assert.That(Identities(items, "ProjectReference"), Has.One.EqualTo("../../plugin/Enlarger.Plugin.csproj"), "what brings the packages to it");
    }

    [Test]
    public void In_the_full_world_the_natives_that_packages_do_not_place_themselves_and_all_terms_follow_the_core()
    {
        string[] files =
        [
            .. Evaluate(PluginProject, "full", "-p:NativeSystem=windows", "-p:PkgMicrosoft_AI_DirectML=dml", "-p:PkgMicrosoft_ML_OnnxRuntime_DirectML=ort", "-getItem:None")
                .GetProperty("None").EnumerateArray().Where(item => item.TryGetProperty("CopyToOutputDirectory", out JsonElement copy) && copy.GetString() == "PreserveNewest")
                .Select(item => $"{item.GetProperty("Identity").GetString()} > {item.GetProperty("Link").GetString()}".Replace('\\', '/')),
        ];
        Assert.That(files, Is.EquivalentTo(new[]
        {
            "dml/bin/x64-win/DirectML.dll > runtimes/win-x64/native/DirectML.dll",
            "dml/LICENSE.txt > LICENSE-DirectML.txt",
            "dml/ThirdPartyNotices.txt > NOTICES-DirectML.txt",
            "ort/LICENSE > LICENSE-OnnxRuntime.txt",
            "ort/ThirdPartyNotices.txt > NOTICES-OnnxRuntime.txt",
        }));
    }

    [Test]
    public void Natives_lie_beside_Paint_NETs_plugin_wherever_packages_would_have_them([Values("full", "reduced")] string world)
    {
        // What a build would resolve, so that none is needed: the target that rearranges it runs by itself.
        string project = Path.Combine(Path.GetDirectoryName(PaintDotNetProject)!, "Resolved.csproj");
        File.WriteAllText(
            Path.Combine(_folder, project),
            """
            <Project>
              <Import Project="Enlarger.PaintDotNet.csproj" />
              <ItemGroup>
                <ResolvedFileToPublish Include="a/onnxruntime.dll" RelativePath="runtimes\win-x64\native\onnxruntime.dll" />
                <ResolvedFileToPublish Include="b/DirectML.dll" RelativePath="runtimes/win-x64/native/DirectML.dll" />
                <ResolvedFileToPublish Include="c/OpenCvSharpExtern.dll" RelativePath="OpenCvSharpExtern.dll" />
                <ResolvedFileToPublish Include="d/onnxruntime.lib;d/onnxruntime.pdb;d/Enlarger.Plugin.pdb" RelativePath="%(Filename)%(Extension)" />
              </ItemGroup>
            </Project>
            """.Replace("\\\\", "\\", StringComparison.Ordinal));
        string[] paths =
        [
            .. Evaluate(project, world, "-p:RuntimeIdentifier=win-x64", "-t:PublishFlat", "-getItem:ResolvedFileToPublish")
                .GetProperty("ResolvedFileToPublish").EnumerateArray().Select(item => $"{item.GetProperty("Identity").GetString()} > {item.GetProperty("RelativePath").GetString()}"),
        ];
        Assert.That(paths, Is.EquivalentTo(new[]
        {
            "a/onnxruntime.dll > onnxruntime.dll", "b/DirectML.dll > DirectML.dll", "c/OpenCvSharpExtern.dll > OpenCvSharpExtern.dll", "d/Enlarger.Plugin.pdb > Enlarger.Plugin.pdb",
        }));
    }

    [Test]
    public void Tests_run_on_NUnit_in_both_worlds([Values("full", "reduced")] string world)
    {
        JsonElement items = Evaluate(PluginTestsProject, world, "-getItem:PackageReference");
        Assert.That(Identities(items, "PackageReference"), Is.SupersetOf(new[] { "NUnit", "NUnit3TestAdapter", "Microsoft.NET.Test.Sdk" }));
    }

    [Test]
    public void The_plugin_refers_to_the_compiled_runtime_in_the_reduced_world()
    {
        JsonElement items = Evaluate(PluginProject, "reduced", "-getItem:PackageReference,ProjectReference");
        Assert.That(Identities(items, "PackageReference"), Has.None.AnyOf(FullPackages));
        Assert.That(Identities(items, "PackageReference"), Does.Contain("Newtonsoft.Json"));
        Assert.That(Identities(items, "ProjectReference"), Is.EqualTo(new[] { "OnnxRuntime/OnnxRuntime.csproj" }));
    }

    [TestCase("", "@img/sharp-libvips-linux-x64", NpmPackage)]
    [TestCase("installer/windows", "@img/sharp-win32-x64", "onnxruntime-node")]
    public void The_full_world_omits_the_runtime_of_npm_and_what_it_needs(string folder, string kept, string omitted)
    {
        using JsonDocument locked = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, folder, "package-lock.json")));
        ILookup<bool, string> packages = locked.RootElement.GetProperty("packages").EnumerateObject().Where(package => package.Name.Length > 0)
            .ToLookup(package => package.Value.TryGetProperty("dev", out JsonElement isDevelopment) && isDevelopment.GetBoolean(), package => package.Name);
        Assert.That(packages[false], Is.EqualTo(new[] { $"node_modules/{kept}" }));
        Assert.That(packages[true], Does.Contain($"node_modules/{omitted}"));
    }

    [Test]
    public void The_restore_of_npm_is_content_with_nothing_to_restore()
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder, "nothing")).FullName;
        File.Copy(Path.Combine(Repository.Root, "Npm.targets"), Path.Combine(folder, "Npm.targets"));
        File.WriteAllText(Path.Combine(folder, "package.json"), """{ "name": "nothing" }""");
        File.WriteAllText(Path.Combine(folder, "package-lock.json"), """{ "name": "nothing", "lockfileVersion": 3, "packages": { "": { "name": "nothing" } } }""");
        Build(Path.Combine("nothing", "Npm.targets"), "full", "-t:RestoreNpmPackages");
        Assert.That(File.Exists(Path.Combine(folder, "node_modules", ".restored-full")));
    }

    private static string[] Natives(JsonElement items) =>
    [
        .. Identities(items, "None").Where(path => Path.GetExtension(path) is ".dll" or ".so").Select(path => path[path.IndexOf("node_modules", StringComparison.Ordinal)..]),
    ];

    private static string[] Identities(JsonElement items, string kind) =>
        [.. items.GetProperty(kind).EnumerateArray().Select(item => item.GetProperty("Identity").GetString()!.Replace('\\', '/'))];

    private JsonElement Evaluate(string project, string world, params string[] questions)
    {
        using JsonDocument answer = JsonDocument.Parse(Build(project, world, questions));
        return answer.RootElement.GetProperty("Items").Clone();
    }

    private string Build(string project, string world, params string[] questions)
    {
        var start = new ProcessStartInfo("dotnet", ["msbuild", project, $"-p:EnlargerPackages={world}", "-nologo", "-nodeReuse:false", .. questions])
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, output + errors.Result);
        return output;
    }
}
