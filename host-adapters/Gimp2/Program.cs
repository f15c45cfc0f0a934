using System.Reflection;
using Enlarger.Gimp2;

if (args is [var first, ..] && first == "-gimp") return PlugIn.Run(args);

// What whoever installs it wants to know: that it starts at all.
Console.WriteLine(Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion);
return 0;
