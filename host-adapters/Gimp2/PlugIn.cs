using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Enlarger.Documents;
using Enlarger.Filters;
using Enlarger.Gimp2.Dialogs;
using Enlarger.Gimp2.Menu;
using Enlarger.Gimp2.Native;
using Enlarger.Gimp2.Work;
using Enlarger.Models;
using Enlarger.Models.Builder;

namespace Enlarger.Gimp2;

/// <summary>What GIMP calls. It starts the program to learn of the commands, and again for each command that is run.</summary>
internal static unsafe class PlugIn
{
    private const string Name = "enlarger-gimp2";

    // GIMP reads them after the call that gives them.
    private static readonly GimpParam* Returned = (GimpParam*)NativeMemory.AllocZeroed(2, (nuint)sizeof(GimpParam));

    /// <summary>Hands the program over to GIMP until it is done.</summary>
    /// <param name="arguments">What GIMP started the program with.</param>
    /// <returns>The exit code.</returns>
    public static int Run(string[] arguments)
    {
        nint[] all = [.. arguments.Prepend(Environment.ProcessPath!).Select(Marshal.StringToCoTaskMemUTF8)];
        var info = new GimpPlugInInfo { Query = &Query, Run = &Run };
        SignalHandlers.Keep();
        fixed (nint* first = all) return LibGimp.gimp_main(&info, all.Length, first);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Query()
    {
        SignalHandlers.PutBack();
        try
        {
            using Engine engine = OpenEngine();
            foreach (MenuCommand command in MenuCommand.All) Arguments.Declare(command, engine.Filter(command.FilterId));
        }
        catch (Exception exception)
        {
            // No exception may pass into GIMP, and there is nobody yet to show it to.
            Console.Error.WriteLine($"enlarger: {exception}");
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Run(byte* name, int count, GimpParam* arguments, int* returnedCount, GimpParam** returned)
    {
        SignalHandlers.PutBack();
        *returned = Returned;
        *returnedCount = 2;
        Returned[0].Type = GimpParamType.Status;
        try
        {
            LibGegl.gegl_init(null, null);
            string procedure = Marshal.PtrToStringUTF8((nint)name)!;
            MenuCommand command = MenuCommand.All.First(known => procedure == Arguments.ProcedureOf(known));
            int image = Run(command, new ReadOnlySpan<GimpParam>(arguments, count));
            Returned[0].Number = (int)GimpStatus.Success;
            Returned[1] = new GimpParam { Type = GimpParamType.Image, Number = image };
        }
        catch (OperationCanceledException)
        {
            *returnedCount = 1;
            Returned[0].Number = (int)GimpStatus.Cancel;
        }
        catch (Exception exception)
        {
            Returned[0].Number = (int)GimpStatus.ExecutionError;
            Returned[1] = new GimpParam { Type = GimpParamType.Text, Text = Marshal.StringToCoTaskMemUTF8(Sentence(exception)) };
        }
        finally
        {
            // Else what it had swapped out stays on the disk until the next time.
            LibGegl.gegl_exit();
        }
    }

    private static int Run(MenuCommand command, ReadOnlySpan<GimpParam> arguments)
    {
        var mode = (GimpRunMode)arguments[0].Number;
        int image = arguments[1].Number, drawable = arguments[2].Number;
        var progress = new StatusBar(mode);
        using Engine engine = OpenEngine(progress);
        IFilter filter = engine.Filter(command.FilterId);
        (DocumentOutput target, FilterSettings settings) = mode switch
        {
            GimpRunMode.NonInteractive => Arguments.Read(command, filter, arguments),
            GimpRunMode.Interactive when command.HasDialog => Ask(command, filter, image, drawable, progress) ?? throw new OperationCanceledException(),
            _ => Last(command, filter),
        };

        // Not what the dialog had: while it was open the user could work on.
        using var document = new Document(image, drawable);
        StatusBar.Begin(filter.Name);
        int result = new Job(engine, filter, settings, progress).Run(document, target);
        if (mode != GimpRunMode.NonInteractive && result != image) LibGimp.gimp_display_new(result);
        return result;
    }

    private static Choices? Ask(MenuCommand command, IFilter filter, int image, int drawable, StatusBar notes)
    {
        using var document = new Document(image, drawable);
        LibGtk.gimp_ui_init(Name, preview: 0);
        using var dialog = new FilterDialog(command, filter, document, Last(command, filter), notes);
        Choices? choices = dialog.Ask();
        if (choices is not null) LastChoices.Save(filter, choices);
        return choices;
    }

    // A command that asks nothing does the same each time.
    private static Choices Last(MenuCommand command, IFilter filter) =>
        command.HasDialog ? LastChoices.Load(filter) : new Choices(DocumentPlan.UsualOutput(filter), command.Defaults(filter));

    private static Engine OpenEngine(StatusBar? notes = null) =>
        new(new ModelStore(ModelStore.DefaultFolder, GeneratorCatalog.Load(), new ModelBuilder(notes), InstalledModels.Folders), notes is null ? null : notes.Report);

    private static string Sentence(Exception exception)
    {
        if (exception is not EnlargerException) Console.Error.WriteLine($"enlarger: {exception}");
        return ErrorMessage.Of(exception, "start GIMP from a terminal and run it again for the details to report.");
    }
}
