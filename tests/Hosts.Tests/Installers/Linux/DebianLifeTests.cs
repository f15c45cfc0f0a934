using Enlarger.Tests.Support;

namespace Enlarger.Tests.Installers.Linux;

/// <summary>Versions of the package come and go in a fresh Debian, without a network.</summary>
internal sealed class DebianLifeTests : FolderTests
{
    [Test]
    public void A_newer_version_takes_the_place_of_an_older_and_purging_leaves_nothing()
    {
        foreach ((string folder, string version) in new[] { (LinuxPackages.Older, "0.0.1"), (LinuxPackages.Newer, "0.0.2") })
        {
            File.Copy(Path.Combine(folder, LinuxPackages.DebianName(version)), Folder[LinuxPackages.DebianName(version)]);
        }

        using var debian = new FreshDebian("gimp2", Folder.Path);
        string[] before = debian.Entries;

        debian.Demand("dpkg", "-i", "/mnt/" + LinuxPackages.DebianName("0.0.1"));
        Assert.That(debian.Entries, Has.Member("/usr/lib/enlarger/only-in-the-older.dll"));
        debian.Demand("apt-get", "install", "-y", "-qq", "--no-install-recommends", "/mnt/" + LinuxPackages.DebianName("0.0.2"));
        Assert.That(debian.Demand("dpkg-query", "-W", "-f", "${Version} ${Status}", "enlarger"), Is.EqualTo("0.0.2 install ok installed"));
        Assert.That(debian.Entries, Has.No.Member("/usr/lib/enlarger/only-in-the-older.dll").And.Member("/usr/lib/enlarger/only-in-the-newer.dll"));
        Assert.That(debian.Demand("dpkg", "--verify", "enlarger"), Is.Empty);

        debian.DemandOfUser("enlarger models verify && gimp-console-2.10 -i -d -f -b '(gimp-quit 0)' </dev/null");
        debian.Demand("dpkg", "--purge", "enlarger");
        Assert.That(debian.Entries, Is.EqualTo(before));
    }
}
