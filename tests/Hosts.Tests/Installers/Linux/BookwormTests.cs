using System.Text.RegularExpressions;
using Enlarger.Filters;
using Enlarger.Models;
using Enlarger.Tests.Gimp;

namespace Enlarger.Tests.Installers.Linux;

/// <summary>Debian 12 with GIMP 2.10, and with what shows manuals, completes words and checks desktop entries.</summary>
internal sealed class BookwormTests() : DebianPackageTests("gimp2", "gimp")
{
    private const string Script =
        "(let* ((image (car (gimp-image-new 16 16 RGB))) (layer (car (gimp-layer-new image 16 16 RGB-IMAGE \"a\" 100 LAYER-MODE-NORMAL)))) "
        + "(gimp-image-insert-layer image layer 0 0) (gimp-drawable-fill layer FILL-WHITE) "
        + "(PROCEDURE) (gimp-message (string-append \"width \" (number->string (car (gimp-image-width image))))) (gimp-quit 0))";

    [Test]
    public void The_manual_page_is_found()
    {
        Assert.That(Debian.DemandOfUser("man enlarger | col -b"), Does.Contain("enlarger upscale IN... [OPTION]..."));
        Assert.That(Debian.DemandOfUser("man -k enlarger"), Does.Contain("enlarger (1)"));
    }

    [TestCase("enlarger ups", "upscale")]
    [TestCase("enlarger upscale --format p", "png")]
    [TestCase("enlarger upscale --format=p", "png")]
    [TestCase("enlarger upscale ph", "photo.png")]
    [TestCase("enlarger upscale --exact --ti", "--tile")]
    public void Every_shell_completes_words_and_names_of_files(string line, string word)
    {
        string last = line.Split(' ', '=')[^1];
        Debian.DemandOfUser("touch photo.png");
        // As bash does it at a prompt: the words are parted at signs of equality too, and names of files are its own.
        string words = line.Replace("=", " = ", StringComparison.Ordinal);
        string bash = $$"""
            source /usr/share/bash-completion/bash_completion; _completion_loader enlarger
            COMP_LINE='{{line}}' COMP_POINT={{line.Length}} COMP_WORDS=({{words}}); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            $(complete -p enlarger | sed 's/.*-F \([^ ]*\).*/\1/') enlarger '{{last}}'
            [ ${#COMPREPLY[@]} -gt 0 ] || COMPREPLY=($(compgen -f -- '{{last}}')); printf '%s\n' "${COMPREPLY[@]}"
            """;
        Assert.That(Debian.DemandOfUser(bash), Is.EqualTo(word + "\n"), "bash");

        string[] fish = Debian.DemandOfUser($"fish -c \"complete -C '{line}'\"").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(fish, Is.EqualTo(new[] { line.Contains('=', StringComparison.Ordinal) ? $"--format={word}" : word }), "fish");

        // A terminal of its own, in which the line is typed and the tabulator pressed.
        string zsh = $$"""
            cat > typed <<'END'
            zmodload zsh/zpty
            zpty shell zsh -f -i
            zpty -w shell 'autoload -U compinit; compinit -u; PS1=; print rea""dy'
            zpty -r shell output '*ready*'
            zpty -w -n shell '{{line}}'$'\t'
            repeat 100; do zpty -r -t shell more && output+=$more; [[ $output == *'{{word}}'* ]] && exit; sleep 0.1; done
            print -r -- "${(V)output}"
            exit 1
            END
            zsh -f typed
            """;
        Debian.DemandOfUser(zsh);
    }

    [Test]
    public void The_desktop_s_own_tool_finds_the_entries_valid()
    {
        Assert.That(Debian.Demand("sh", "-c", "desktop-file-validate /usr/share/applications/enlarger-*.desktop"), Is.Empty);
        Assert.That(Debian.Demand("grep", "-c", "enlarger-upscale-4x.desktop", "/usr/share/applications/mimeinfo.cache"), Is.EqualTo("4\n"));
    }

    /// <inheritdoc/>
    protected override string WidthOfEnlarged()
    {
        using var engine = new Engine(new ModelStore(BuiltInstallers.Stage, GeneratorCatalog.Load()));
        IFilter filter = engine.Filters.Single(filter => filter.Id == GimpCommand.Upscale4x.FilterId);
        string call = GimpCommand.Upscale4x.Call(filter, "image", "layer", isNew: false, new FilterSettings(filter.Parameters));
        string said = Debian.DemandOfUser($"gimp-console-2.10 -i -d -f -b '{Script.Replace("(PROCEDURE)", call, StringComparison.Ordinal)}' </dev/null 2>&1");
        return Regex.Match(said, "width ([0-9]+)").Groups[1].Value;
    }
}
