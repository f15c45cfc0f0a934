using Enlarger.CommandLine.Hosts.Gimp;
using Enlarger.CommandLine.Hosts.Krita;

namespace Enlarger.CommandLine.Hosts;

/// <summary>Every editor that Enlarger can be put into.</summary>
internal static class AllHosts
{
    /// <summary>The editors, in the order of the help.</summary>
    /// <param name="programs">What is put into them.</param>
    /// <param name="user">Whose they are.</param>
    public static IReadOnlyList<IHost> Of(ProgramFolder programs, UserFolders user) =>
        [new GimpHost(new Gimp2Series(), programs, user), new GimpHost(new Gimp3Series(), programs, user), new KritaHost(programs, user)];
}
