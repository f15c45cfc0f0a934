using Enlarger.CommandLine.Hosts.Desktop;
using Enlarger.CommandLine.Hosts.Gimp;
using Enlarger.CommandLine.Hosts.Krita;
using Enlarger.Filters;

namespace Enlarger.CommandLine.Hosts;

/// <summary>Everything that Enlarger can be put into.</summary>
internal static class AllHosts
{
    /// <summary>The editors and the programs of the desktop, in the order of the help.</summary>
    /// <param name="filters">What they are to offer.</param>
    /// <param name="programs">What is put into them.</param>
    /// <param name="user">Whose they are.</param>
    public static IReadOnlyList<IHost> Of(IEnumerable<IFilter> filters, ProgramFolder programs, UserFolders user)
    {
        IReadOnlyList<PictureCommand> commands = PictureCommand.Of(filters);
        var program = new DesktopProgram(programs, Path.Combine(user.Data, "enlarger", "program"));
        IDesktopMenu[] menus =
        [
            new ImageMagickMenu(user),
            new GeeqieMenu(Path.Combine(user.Config, "geeqie", "applications")),
            new ScriptsMenu("nautilus", "Nautilus", Path.Combine(user.Data, "nautilus", "scripts")),
            new ScriptsMenu("nemo", "Nemo", Path.Combine(user.Data, "nemo", "scripts")),
            new ScriptsMenu("caja", "Caja", Path.Combine(user.Config, "caja", "scripts")),
            new ThunarMenu(user),
            new DolphinMenu(user.Data),
        ];
        return
        [
            new GimpHost(new Gimp2Series(), programs, user),
            new GimpHost(new Gimp3Series(), programs, user),
            new KritaHost(programs, user),
            .. menus.Select(menu => new DesktopHost(menu, menus, commands, program, user)),
        ];
    }
}
