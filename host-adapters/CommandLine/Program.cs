using Enlarger.CommandLine;

using var interruption = new Interruption();
return new Application(Terminal.OfProcess(), Workshop.Open).Run(args, interruption.Token);
