using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Enlarger.CommandLine.Commands;
using Enlarger.CommandLine.Commands.Hosts;
using Enlarger.CommandLine.Commands.Models;
using Enlarger.CommandLine.Commands.Packages;
using Enlarger.CommandLine.Hosts;
using Enlarger.CommandLine.Progress;
using Enlarger.Filters;

namespace Enlarger.CommandLine;

/// <summary>The command line: finds the command, runs it, and turns what goes wrong into a sentence and an exit code.</summary>
/// <param name="terminal">The standard streams.</param>
/// <param name="open">Opens what commands work with.</param>
internal sealed class Application(Terminal terminal, Func<Terminal, Workshop> open)
{
    /// <summary>Runs a command line.</summary>
    /// <param name="arguments">The words after the program's name.</param>
    /// <param name="cancellation">Stops it in order.</param>
    /// <returns>The exit code.</returns>
    public int Run(IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        try
        {
            using Workshop workshop = open(terminal);
            RootCommand root = NewRoot(new CommandContext(workshop, terminal, cancellation));
            return Run(root, CompletionRequest.Normalise(SwitchSyntax.Normalise(arguments, workshop.Filters), workshop.Filters, root));
        }
        catch (Exception exception)
        {
            string sentence = ErrorSentence.Of(exception);
            terminal.Say($"enlarger: {sentence}");
            if (ErrorSentence.WantsDetails && exception is EnlargerException { InnerException: { } inner }) terminal.Say(inner.ToString());
            if (WantsEvents(arguments)) PrintEvent(JsonProgress.Error(sentence, ExitCode.Of(exception)));
            return ExitCode.Of(exception);
        }
    }

    private static RootCommand NewRoot(CommandContext context)
    {
        var root = new RootCommand("Enlarges pictures, restores blurred ones and enhances crops, with generators trained on photographs and drawings.");
        // Everywhere but on Windows these are files.
        if (!OperatingSystem.IsWindows() && root.Options.OfType<HelpOption>().FirstOrDefault() is { } help)
        {
            foreach (string alias in help.Aliases.Where(alias => alias.StartsWith('/')).ToList()) help.Aliases.Remove(alias);
        }

        IReadOnlyList<IFilter> filters = context.Workshop.Filters;
        foreach (IFilter filter in filters) root.Add(new FilterCommand(context, filter));
        root.Add(new PipeCommand(context));
        root.Add(new LayersCommand(context));
        root.Add(new PreviewCommand(context));
        root.Add(new ModelsCommand(context));
        root.Add(new DevicesCommand(context));
        root.Add(new FiltersCommand(context));
        IReadOnlyList<IHost> hosts = AllHosts.Of(filters, ProgramFolder.OfProcess, UserFolders.OfProcess);
        root.Add(new InstallCommand(context, hosts));
        root.Add(new UninstallCommand(context, hosts));
        root.Add(new CompareCommand(context));
        root.Add(new DemoCommand(context));
        root.Add(new ManualCommand(context, root));
        root.Add(new MenusCommand(context));
        return root;
    }

    private int Run(RootCommand root, IReadOnlyList<string> arguments)
    {
        SwitchSyntax.DemandTruth(arguments, root);
        // A picture may be called @holiday.png: no response files.
        ParseResult parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        // What a shell asks to be completed is wrong as it stands.
        bool isCompletion = root.Directives.OfType<SuggestDirective>().Any(directive => parsed.GetResult(directive) is not null);
        if (parsed.Errors.Count > 0 && !isCompletion)
        {
            throw new EnlargerException(ErrorKind.Usage, $"{Sentence(parsed.Errors)} See '{CommandPath(parsed.CommandResult)} --help'.");
        }

        // Help and version are the parser's to print; what commands print does not pass here.
        using var help = new StringWriter();
        int code = parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null, Output = help, Error = terminal.Error });
        if (help.ToString() is { Length: > 0 } text) terminal.Print(text.TrimEnd());
        return code;
    }

    // With an unknown word both "command missing" and "word not understood" come up; the latter says more.
    private static string Sentence(IReadOnlyList<ParseError> errors)
    {
        string text = (errors.FirstOrDefault(error => error.Message.StartsWith("Unrecognized", StringComparison.Ordinal)) ?? errors[0]).Message.Trim();
        return text.EndsWith('.') ? text : text + ".";
    }

    private static string CommandPath(SymbolResult? result) =>
        result is CommandResult command && command.Parent is not null ? $"{CommandPath(command.Parent)} {command.Command.Name}" : "enlarger";

    // Words that the parser refuses may ask for events too; the pixel pipe has none, and promises pixels or nothing.
    private static bool WantsEvents(IReadOnlyList<string> arguments) =>
        arguments is not ["pipe" or "layers" or "preview", ..] && arguments.TakeWhile(word => word != "--").Any(word => word is "--json" or "--json=true" or "--json:true");

    private void PrintEvent(string line)
    {
        try
        {
            terminal.Print(line);
        }
        catch (EnlargerException)
        {
            // Nobody takes it, and what went wrong first is what counts.
        }
    }
}
