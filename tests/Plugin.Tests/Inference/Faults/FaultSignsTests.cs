using Enlarger.Inference.Faults;

namespace Enlarger.Tests.Inference.Faults;

/// <summary>Errors as ONNX Runtime, DirectML and CUDA report them.</summary>
internal sealed class FaultSignsTests
{
    [TestCase(FaultKind.OutOfMemory, "[ErrorCode:RuntimeException] Non-zero status code returned while running Conv node. Status Message: bfc_arena.cc:376 Failed to allocate memory for requested buffer of size 4294967296")]
    [TestCase(FaultKind.OutOfMemory, "[ErrorCode:Fail] CUDA failure 2: out of memory ; GPU=0 ; hostname=studio")]
    [TestCase(FaultKind.OutOfMemory, "[ErrorCode:RuntimeException] Exception during initialization: DmlCommittedResourceAllocator.cpp(22)\\onnxruntime.dll!: (caller:) Exception(1) tid(1) 8007000E Not enough memory resources are available to complete this operation.")]
    [TestCase(FaultKind.OutOfMemory, "CUDNN failure 4: CUDNN_STATUS_ALLOC_FAILED ; GPU=0")]
    [TestCase(FaultKind.Removed, "[ErrorCode:Fail] DmlExecutionProvider: Exception(2) tid(3f0) 887A0005 The GPU device instance has been suspended. Use GetDeviceRemovedReason to determine the appropriate action.")]
    [TestCase(FaultKind.Removed, "Exception(1) tid(8) 887A0006 The GPU will not respond to more commands")]
    [TestCase(FaultKind.Removed, "[ErrorCode:Fail] CUDA failure 719: unspecified launch failure ; GPU=0")]
    [TestCase(FaultKind.Removed, "CUDA failure 700: an illegal memory access was encountered ; GPU=0 ; expr=cudaStreamSynchronize")]
    [TestCase(FaultKind.Absent, "[ErrorCode:Fail] Failed to load library libonnxruntime_providers_cuda.so with error: libcublasLt.so.13: cannot open shared object file: No such file or directory")]
    [TestCase(FaultKind.Absent, "Exception(1) tid(20) 887A0004 The specified device interface or feature level is not supported on this system.")]
    [TestCase(FaultKind.Absent, "CUDA failure 100: no CUDA-capable device is detected")]
    [TestCase(FaultKind.Failed, "[ErrorCode:RuntimeException] Exception during initialization: N:\\_work\\1\\s\\DmlGraphFusionHelper.cpp(614)\\onnxruntime.dll!0000000022350FBE: (caller: 00000000222D7556) Exception(1) tid(1c8) 80070057 Invalid parameter")]
    [TestCase(FaultKind.Failed, "[ErrorCode:NotImplemented] Failed to find kernel for FusedConv(1)")]
    public void What_is_reported_says_what_helps(FaultKind kind, string message)
    {
        var error = new InvalidOperationException(message + "\nat some line of theirs");
        DeviceFault fault = FaultSigns.Read(error, "it could not run test");
        Assert.That(fault.Kind, Is.EqualTo(kind));
        Assert.That(fault.InnerException, Is.SameAs(error));
        Assert.That(fault.Message, Does.StartWith("it ").And.Not.Contain("\n").And.Not.EndsWith("."));
    }

    [TestCase("[ErrorCode:RuntimeException] Exception during initialization: N:\\s\\a.cpp(614)\\onnxruntime.dll!0000000022350FBE: (caller: 0000) Exception(1) tid(1c8) 80070057 Invalid parameter", "error 80070057, Invalid parameter")]
    [TestCase("[ErrorCode:NotImplemented] Failed to find kernel for FusedConv(1).\nmore", "Failed to find kernel for FusedConv(1)")]
    [TestCase("[ErrorCode:Fail] Failed to load library /home/a b/libonnxruntime_providers_cuda.so with error: /home/libonnxruntime_providers_cuda.so: undefined symbol: cublasLt", "libonnxruntime_providers_cuda.so does not load (undefined symbol: cublasLt)")]
    [TestCase("Failed to load library /x/libp.so with error: libcublasLt.so.13: cannot open shared object file: No such file", "libp.so does not load (libcublasLt.so.13: cannot open shared object file: No such file)")]
    [TestCase("Something else.", "Something else")]
    public void Of_what_is_reported_people_see_what_they_can_use(string message, string said) =>
        Assert.That(FaultSigns.Said(new InvalidOperationException(message)), Is.EqualTo(said));
}
