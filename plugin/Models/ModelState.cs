namespace Enlarger.Models;

/// <summary>How a generator's file lies in a store.</summary>
public enum ModelState
{
    /// <summary>It is there and its hash is the described one.</summary>
    Present,

    /// <summary>It is not there.</summary>
    Missing,

    /// <summary>It is there, but is not the described file.</summary>
    Damaged,
}
