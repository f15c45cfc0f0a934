namespace Enlarger.Models.Builder.Adding;

/// <summary>What a user says about a generator to add. What is left null is found by looking at the file.</summary>
public sealed record AddOptions
{
    /// <summary>Output pixels per input pixel along each axis; must agree with what the generator does.</summary>
    public int? Scale { get; init; }

    /// <summary>Its id; else made from the file's name.</summary>
    public string? Id { get; init; }

    /// <summary>Its label in dialogs; else what the file says, or its name.</summary>
    public string? Name { get; init; }

    /// <summary>The SPDX identifier of its licence; else what the file says, or "unknown".</summary>
    public string? Licence { get; init; }

    /// <summary>What it was made for; else what the file says, or <see cref="GeneratorPurpose.Other"/>.</summary>
    public GeneratorPurpose? Purpose { get; init; }

    /// <summary>Whether to take the place of a generator that was added under the same id.</summary>
    public bool Replace { get; init; }
}
