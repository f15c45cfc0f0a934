using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Enlarger.Tests.PaintDotNet;

/// <summary>What the plug-in uses of Paint.NET, looked up in an installation: whether our declarations are its.</summary>
internal sealed class RealAssembliesTests
{
    private const string Variable = "ENLARGER_PAINTDOTNET";

    [Test]
    public void Every_type_and_member_that_the_plug_in_uses_is_there_with_the_same_signature()
    {
        string folder = Environment.GetEnvironmentVariable(Variable) ?? "";
        if (!Directory.Exists(folder)) Assert.Ignore($"{Variable} names no installation of Paint.NET: its assemblies are not compared with our declarations.");
        using PEReader plugIn = Open(Path.Combine(PublishedPlugIn.Folder, "Enlarger.PaintDotNet.dll"));
        (string Assembly, string Member)[] used = [.. MembersUsed(plugIn.GetMetadataReader()).Distinct()];
        string[] assemblies = [.. used.Select(member => member.Assembly).Distinct().Where(name => File.Exists(FileOf(name)))];
        Assert.That(assemblies, Is.Not.Empty);
        foreach (string assembly in assemblies)
        {
            using PEReader real = Open(FileOf(assembly));
            string[] missing = [.. used.Where(member => member.Assembly == assembly).Select(member => member.Member).Except(Members(real.GetMetadataReader()))];
            Assert.That(missing, Is.Empty, assembly);
        }

        TestContext.Out.WriteLine($"Compared: {used.Count(member => assemblies.Contains(member.Assembly))} of {used.Length} types and members, in {string.Join(", ", assemblies)}.");

        string FileOf(string assembly) => Path.Combine(folder, assembly + ".dll");
    }

    private static PEReader Open(string file) => new(new MemoryStream(File.ReadAllBytes(file)));

    private static IEnumerable<(string Assembly, string Member)> MembersUsed(MetadataReader reader)
    {
        var text = new SignatureText();
        foreach (TypeReference type in reader.TypeReferences.Select(reader.GetTypeReference))
        {
            if (HomeOf(reader, type) is { } home) yield return (home, SignatureText.NameOf(reader, type));
        }

        foreach (MemberReference member in reader.MemberReferences.Select(reader.GetMemberReference).Where(member => member.GetKind() == MemberReferenceKind.Method))
        {
            if (ParentOf(reader, member) is not { } type || HomeOf(reader, type) is not { } home) continue;
            yield return (home, $"{SignatureText.NameOf(reader, type)}: {SignatureText.Of(reader.GetString(member.Name), member.DecodeMethodSignature(text, null))}");
        }
    }

    private static IEnumerable<string> Members(MetadataReader reader)
    {
        var text = new SignatureText();
        foreach (TypeDefinition type in reader.TypeDefinitions.Select(reader.GetTypeDefinition))
        {
            string name = SignatureText.NameOf(reader, type);
            yield return name;
            foreach (MethodDefinition method in type.GetMethods().Select(reader.GetMethodDefinition)) yield return $"{name}: {SignatureText.Of(reader.GetString(method.Name), method.DecodeSignature(text, null))}";
        }
    }

    private static string? HomeOf(MetadataReader reader, TypeReference type)
    {
        if (type.ResolutionScope.Kind != HandleKind.AssemblyReference) return null;
        string home = reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name);
        return home.StartsWith("PaintDotNet.", StringComparison.Ordinal) ? home : null;
    }

    // A member of a generic type refers to it with its arguments.
    private static TypeReference? ParentOf(MetadataReader reader, MemberReference member)
    {
        if (member.Parent.Kind == HandleKind.TypeReference) return reader.GetTypeReference((TypeReferenceHandle)member.Parent);
        if (member.Parent.Kind != HandleKind.TypeSpecification) return null;
        BlobReader signature = reader.GetBlobReader(reader.GetTypeSpecification((TypeSpecificationHandle)member.Parent).Signature);
        if (signature.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance) return null;
        _ = signature.ReadCompressedInteger();
        EntityHandle generic = signature.ReadTypeHandle();
        return generic.Kind == HandleKind.TypeReference ? reader.GetTypeReference((TypeReferenceHandle)generic) : null;
    }
}
