namespace PaintDotNet;

/// <summary>Services by their type.</summary>
public static class ServiceProviderExtensions
{
    public static TService? GetService<TService>(this IServiceProvider serviceProvider)
        where TService : class => (TService?)serviceProvider.GetService(typeof(TService));
}
