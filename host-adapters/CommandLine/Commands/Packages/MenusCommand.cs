using System.CommandLine;
using Enlarger.CommandLine.Hosts;
using Enlarger.CommandLine.Hosts.Desktop;

namespace Enlarger.CommandLine.Commands.Packages;

/// <summary>Writes the menus for all users, for those who make a package and for the one that installs itself.</summary>
internal sealed class MenusCommand : Command
{
    private readonly CommandContext _context;
    private readonly Argument<string> _share = new("FOLDER") { Description = "The folder of data in which desktops look: /usr/share, for example." };
    private readonly Option<string> _program = new("--program") { HelpName = "FOLDER", Description = "The folder of the program that they run. [default: that of this one]" };

    /// <summary>The command, of which the help is silent.</summary>
    public MenusCommand(CommandContext context)
        : base("menus", "Writes menus for all users.")
    {
        _context = context;
        Hidden = true;
        Add(_share);
        Add(_program);
        SetAction(Run);
    }

    private void Run(ParseResult parsed)
    {
        string folder = FileArgument.Read(parsed, _program) ?? AppContext.BaseDirectory;
        var program = new DesktopProgram(ProgramFolder.OfProcess, Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        new SharedMenus(Path.GetFullPath(FileArgument.Read(parsed, _share))).Write(PictureCommand.Of(_context.Workshop.Filters), program);
    }
}
