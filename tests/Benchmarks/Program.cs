using System.CommandLine;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Enlarger.Benchmarks;

// dotnet run -c Release --project tests/Benchmarks -- pipeline|memory|speed|quality [--small]
RootCommand measurements = new("Measures Enlarger.") { new PipelineCommand(), new MemoryCommand(), new SpeedCommand(), new QualityCommand() };
if (args is [var word, ..] && measurements.Subcommands.Any(command => command.Name == word)) return measurements.Parse(args).Invoke();

// dotnet run -c Release --project tests/Benchmarks -- --filter '*'
// In this process, since a generated project would not find its way through central package versions.
Job job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(1).WithIterationCount(5);
BenchmarkSwitcher.FromAssembly(typeof(PixelWork).Assembly).Run(args, DefaultConfig.Instance.AddJob(job));
return 0;
