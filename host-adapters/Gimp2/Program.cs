using System.Reflection;

// What whoever installs it wants to know: that it starts at all.
Console.WriteLine(Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion);
return 0;
