namespace Enlarger.Explorer.Work;

/// <summary>A window that shows how far a job has come, and in which the user can cancel it.</summary>
internal interface IProgressWindow
{
    /// <summary>Whether the user has cancelled.</summary>
    bool IsCancelled { get; }

    /// <summary>Shows how far the work is.</summary>
    void Show(JobState state);

    /// <summary>Shows what went wrong, in place of the progress, until the user has read it.</summary>
    void ShowError(string sentence);
}
