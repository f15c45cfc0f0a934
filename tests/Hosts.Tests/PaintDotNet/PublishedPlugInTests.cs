using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using Newtonsoft.Json.Linq;

namespace Enlarger.Tests.PaintDotNet;

/// <summary>What Paint.NET finds in the plug-in's folder, and what it does not.</summary>
internal sealed class PublishedPlugInTests
{
    private const string Main = "Enlarger.PaintDotNet.dll";

    private static readonly string[] Managed =
    [
        Main, "Enlarger.Models.Builder.dll", "Enlarger.Plugin.dll", "Google.Protobuf.dll", "Microsoft.ML.OnnxRuntime.dll", "Newtonsoft.Json.dll", "System.Numerics.Tensors.dll",
    ];

    private static readonly string[] Natives = ["DirectML.dll", "onnxruntime.dll"];

    private static readonly string[] Texts = ["LICENSE", "LICENSE-Apache-2.0.txt", "LICENSE-DirectML.txt", "LICENSE-OnnxRuntime.txt", "NOTICES-OnnxRuntime.txt", "THIRD-PARTY-NOTICES.md"];

    // The part of .NET that is Windows' alone and that Paint.NET brings.
    private static readonly string[] Desktop =
        ["Accessibility", "Microsoft.Win32.SystemEvents", "System.Drawing.Common", "System.Private.Windows.Core", "System.Windows.Forms", "System.Windows.Forms.Primitives", "WindowsBase"];

    [Test]
    public void It_is_one_flat_folder_with_all_that_the_plugin_needs_and_nothing_else()
    {
        string[] symbols = [.. Managed.Where(name => name.StartsWith("Enlarger.", StringComparison.Ordinal)).Select(name => Path.ChangeExtension(name, ".pdb"))];
        Assert.That(
            Directory.GetFileSystemEntries(PublishedPlugIn.Folder, "*", SearchOption.AllDirectories).Select(entry => Path.GetRelativePath(PublishedPlugIn.Folder, entry)),
            Is.EquivalentTo((string[])[.. Managed, .. symbols, .. Natives, .. Texts, Path.ChangeExtension(Main, ".deps.json")]));
    }

    [Test]
    public void Its_assemblies_refer_to_each_other_to_dotNET_and_to_Paint_NET_alone()
    {
        string[] framework = [.. Directory.GetFiles(RuntimeEnvironment.GetRuntimeDirectory(), "*.dll").Select(file => Path.GetFileNameWithoutExtension(file)!)];
        string[] own = [.. Managed.Select(file => Path.GetFileNameWithoutExtension(file)!)];
        foreach (string file in Managed)
        {
            AssemblyName[] references = ReferencesOf(file);
            string[] foreign = [.. references.Select(reference => reference.Name!).Except(own).Except(framework).Except(Desktop)];
            if (file == Main) Assert.That(foreign, Is.Not.Empty.And.All.StartsWith("PaintDotNet."));
            else Assert.That(foreign, Is.Empty, file);
            foreach (AssemblyName reference in references)
            {
                // .NET 9 is what Paint.NET 5.1 runs on, and a plug-in made against a newer Paint.NET would not load.
                int most = foreign.Contains(reference.Name) ? 5 : own.Contains(reference.Name) ? int.MaxValue : 9;
                Assert.That(reference.Version!.Major, Is.LessThanOrEqualTo(most), $"{file}: {reference}");
            }
        }
    }

    [Test]
    public void Its_list_of_dependencies_names_what_lies_there_and_nothing_of_the_host()
    {
        string text = File.ReadAllText(Path.Combine(PublishedPlugIn.Folder, Path.ChangeExtension(Main, ".deps.json")));
        foreach (string word in new[] { "PaintDotNet.", "WindowsDesktop", "Windows.Forms", "System.Drawing", "linux" })
        {
            Assert.That(text.Replace("Enlarger.PaintDotNet", "", StringComparison.Ordinal), Does.Not.Contain(word));
        }

        string[] files =
        [
            .. JObject.Parse(text)["targets"]!.SelectMany(target => target.First!).SelectMany(library => library.First!["runtime"] ?? new JObject())
                .Select(file => Path.GetFileName(((JProperty)file).Name)).Distinct(),
        ];
        Assert.That(files, Is.EquivalentTo(Managed));
    }

    [Test]
    public void Its_natives_are_made_for_Windows_on_x64()
    {
        foreach (string file in Natives)
        {
            using var reader = new PEReader(File.OpenRead(Path.Combine(PublishedPlugIn.Folder, file)));
            Assert.That((reader.PEHeaders.CoffHeader.Machine, reader.HasMetadata), Is.EqualTo((Machine.Amd64, false)), file);
        }
    }

    [TestCase("LICENSE", "MIT License")]
    [TestCase("LICENSE-Apache-2.0.txt", "Apache License")]
    [TestCase("LICENSE-DirectML.txt", "MICROSOFT DIRECTX MACHINE LEARNING (DIRECTML)")]
    [TestCase("LICENSE-OnnxRuntime.txt", "Copyright (c) Microsoft Corporation")]
    [TestCase("NOTICES-OnnxRuntime.txt", "protobuf")]
    [TestCase("THIRD-PARTY-NOTICES.md", "LICENSE-DirectML.txt")]
    public void It_brings_the_terms_of_what_it_brings(string file, string words) =>
        Assert.That(File.ReadAllText(Path.Combine(PublishedPlugIn.Folder, file)), Does.Contain(words));

    private static AssemblyName[] ReferencesOf(string file)
    {
        using var reader = new PEReader(File.OpenRead(Path.Combine(PublishedPlugIn.Folder, file)));
        MetadataReader metadata = reader.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetAssemblyReference(handle).GetAssemblyName())];
    }
}
