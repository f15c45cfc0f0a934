namespace Enlarger.Inference;

/// <summary>A loaded network: the seam between what a generator means and what executes it.</summary>
internal interface IInferenceSession : IDisposable
{
    /// <summary>Whether a run never came back: what it was given to write to may still change, and the session is of no more use.</summary>
    bool IsLost => false;

    /// <summary>Runs the network once. May be called from several threads at once.</summary>
    /// <param name="input">The input tensor's values.</param>
    /// <param name="inputShape">Its four axes.</param>
    /// <param name="output">Takes the output tensor's values.</param>
    /// <param name="outputShape">Its four axes, as the generator's description promises them.</param>
    /// <param name="cancellation">Stops the run at the next operator.</param>
    /// <exception cref="Faults.DeviceFault">The run failed.</exception>
    void Run(Memory<float> input, long[] inputShape, Memory<float> output, long[] outputShape, CancellationToken cancellation);
}
