namespace Enlarger.CommandLine.Hosts.Krita;

/// <summary>The plug-ins in Python of a Krita.</summary>
/// <param name="name">What people call that Krita.</param>
/// <param name="folders">Where it keeps what is its user's.</param>
/// <param name="start">How it starts programs.</param>
/// <param name="programs">What the plug-in is made of: a clone or a download may be deleted, so it is copied.</param>
internal sealed class KritaPlace(string name, KritaFolders folders, ProgramStart start, ProgramFolder programs) : IHostPlace
{
    private const string PlugIn = "enlarger";
    private const string Declaration = $"{PlugIn}.desktop";
    private const string Actions = $"{PlugIn}.action";

    // Below the folder of all adapters.
    private const string Adapter = "krita";

    /// <inheritdoc/>
    public string Editor => name;

    /// <inheritdoc/>
    public string Path => FolderIn(folders).Path;

    /// <summary>Whether the plug-in can be made of a program's folder.</summary>
    public static bool IsIn(ProgramFolder programs) => new[] { Declaration, Actions, System.IO.Path.Combine(PlugIn, "__init__.py") }
        .All(file => PythonAdapter.IsIn(programs, System.IO.Path.Combine(Adapter, file)));

    /// <summary>The plug-in's folder.</summary>
    public static PlugInFolder FolderIn(KritaFolders folders) => PlugInFolder.Among(PlugInsIn(folders), PlugIn, "enlarger_engine.py");

    /// <summary>Removes the plug-in with all that tells Krita of it.</summary>
    /// <returns>Whether any of it was there.</returns>
    /// <exception cref="EnlargerException"><see cref="ErrorKind.Output"/>: it cannot be removed, or is something else.</exception>
    public static bool Remove(KritaFolders folders)
    {
        bool isRemoved = FolderIn(folders).Remove();
        isRemoved |= DeclarationIn(folders).Remove();
        isRemoved |= ActionsIn(folders).Remove();
        return isRemoved | new UserFile(folders.Settings).Change(settings => KritaSettings.Forget(settings, PlugIn));
    }

    /// <inheritdoc/>
    public void Install(CancellationToken cancellation)
    {
        FolderIn(folders).Replace(folder =>
        {
            PythonAdapter.Make(folder, programs, System.IO.Path.Combine(Adapter, PlugIn), programs.IsInstalled && start.SeesSystem, cancellation);
            start.Demand(System.IO.Path.Combine(folder, PythonAdapter.Program.Path), PythonAdapter.Program.Arguments, cancellation);
        });
        ActionsIn(folders).Write(PythonAdapter.Read(programs, System.IO.Path.Combine(Adapter, Actions)));
        DeclarationIn(folders).Write(PythonAdapter.Read(programs, System.IO.Path.Combine(Adapter, Declaration)));
        // A Krita that runs meanwhile keeps it: when it ends it writes what it has changed itself into what it finds.
        new UserFile(folders.Settings).Change(settings => KritaSettings.SwitchOn(settings, PlugIn));
    }

    private static string PlugInsIn(KritaFolders folders) => System.IO.Path.Combine(folders.Data, "pykrita");

    private static UserFile DeclarationIn(KritaFolders folders) => new(System.IO.Path.Combine(PlugInsIn(folders), Declaration));

    private static UserFile ActionsIn(KritaFolders folders) => new(System.IO.Path.Combine(folders.Data, "actions", Actions));
}
