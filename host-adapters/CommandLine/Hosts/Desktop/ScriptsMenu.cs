namespace Enlarger.CommandLine.Hosts.Desktop;

/// <summary>The scripts of a file manager, a file each in a folder of ours, which it runs with the pictures that are selected.</summary>
/// <param name="id">The word for the file manager on the command line.</param>
/// <param name="name">What people call it.</param>
/// <param name="scripts">The folder of all scripts.</param>
internal sealed class ScriptsMenu(string id, string name, string scripts) : IDesktopMenu
{
    // Hidden, so that the menu does not show it.
    private const string Mark = ".enlarger";

    private readonly PlugInFolder _folder = PlugInFolder.Among(scripts, "Enlarger", Mark);

    /// <inheritdoc/>
    public string Id => id;

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public IReadOnlyList<string> Programs => [id];

    /// <inheritdoc/>
    public string NextStep => "choose Scripts > Enlarger from the menu of a picture";

    /// <inheritdoc/>
    public string Path => _folder.Path;

    /// <inheritdoc/>
    public bool IsThere => Directory.Exists(Path);

    /// <inheritdoc/>
    public void Add(IReadOnlyList<PictureCommand> commands, DesktopProgram program) => _folder.Replace(folder =>
    {
        File.WriteAllText(System.IO.Path.Combine(folder, Mark), "");
        foreach (PictureCommand command in commands)
        {
            string script = System.IO.Path.Combine(folder, command.Name);
            File.WriteAllText(script, $"#!/bin/sh\nexec {Quoting.Shell(program.Starter)} {string.Join(' ', command.Words)} -- \"$@\"\n");
            if (!OperatingSystem.IsWindows()) Executable.Make(script);
        }
    });

    /// <inheritdoc/>
    public void Remove() => _folder.Remove();
}
