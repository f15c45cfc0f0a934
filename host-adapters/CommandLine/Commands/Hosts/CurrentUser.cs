namespace Enlarger.CommandLine.Commands.Hosts;

/// <summary>The user whose editors are changed.</summary>
internal static class CurrentUser
{
    /// <summary>Refuses the one that sudo makes of another: that one's editors, or the ownership of the user's files, are hardly what is meant.</summary>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Usage"/>: sudo runs this.</exception>
    public static void Demand()
    {
        if (!Environment.IsPrivilegedProcess || Environment.GetEnvironmentVariable("SUDO_USER") is not { Length: > 0 } user || user == "root") return;
        throw new EnlargerException(ErrorKind.Usage, "Editors are extended for the current user, which needs no rights of an administrator: run it without sudo.");
    }
}
