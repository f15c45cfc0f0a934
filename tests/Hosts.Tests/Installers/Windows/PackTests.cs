using System.Security.Cryptography;
using Enlarger.Tests.Support;

namespace Enlarger.Tests.Installers.Windows;

public sealed class PackTests
{
    [Test]
    public void One_stage_makes_the_same_bytes_at_any_time()
    {
        // Both were read and written at other times than the first.
        string file = Path.Combine(SmallInstallers.Stage, "windows", "program", "enlarger.exe");
        File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddDays(3));
        string again = SmallInstallers.Pack(SmallInstallers.Version, ("TZ", "Asia/Tokyo"));
        Assert.That(Hash(again), Is.EqualTo(Hash(SmallInstallers.Installer)));
        Assert.That(SmallInstallers.Pack(SmallInstallers.Version, ("SOURCE_DATE_EPOCH", "1600000000")), Is.Not.Null.And.Not.Matches<string>(other => Hash(other) == Hash(again)));
    }

    [Test]
    public void Identical_files_are_stored_once()
    {
        long small = new FileInfo(SmallInstallers.Installer).Length;
        string copy = Path.Combine(SmallInstallers.Stage, "windows", "paint.net", "Enlarger", "copy.dll"), original = Path.Combine(SmallInstallers.Stage, "windows", "program", "coreclr.dll");
        File.Copy(original, copy);
        try
        {
            Assert.That(new FileInfo(SmallInstallers.Pack(SmallInstallers.Version)).Length - small, Is.LessThan(10_000));
        }
        finally
        {
            File.Delete(copy);
        }
    }

    [Test]
    public void What_is_ours_is_signed_and_nothing_else()
    {
        using var folder = new Folder();
        string signer = folder["signer"], calls = folder["calls"];
        File.WriteAllText(signer, $"[ -s \"$2\" ] && [ \"$1\" = \"--as us\" ] && basename \"$2\" >>'{calls}'\n");
        DateTime before = File.GetLastWriteTimeUtc(Path.Combine(SmallInstallers.Stage, "windows", "program", "enlarger.dll"));
        string installer = SmallInstallers.Pack(SmallInstallers.Version, ("ENLARGER_SIGN", $"sh '{signer}' '--as us'"));

        string[] signed = File.ReadAllLines(calls);
        Assert.That(signed[^1], Is.EqualTo(Path.GetFileName(installer)), "Last, when it is whole.");
        foreach (string file in new[] { "enlarger.exe", "enlarger.dll", "enlarger-explorer.exe", "Enlarger.Plugin.dll", "Enlarger.PaintDotNet.dll" }) Assert.That(signed, Does.Contain(file));
        Assert.That(signed.Where(file => !file.StartsWith("enlarger", StringComparison.OrdinalIgnoreCase)), Has.Exactly(1).Items, "The uninstaller alone is called otherwise.");
        Assert.That(File.GetLastWriteTimeUtc(Path.Combine(SmallInstallers.Stage, "windows", "program", "enlarger.dll")), Is.EqualTo(before));
    }

    private static string Hash(string file) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)));
}
