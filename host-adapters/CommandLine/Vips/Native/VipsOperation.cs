namespace Enlarger.CommandLine.Vips.Native;

/// <summary>A call of an operation of libvips by its name: arguments are set, then it runs once.</summary>
internal sealed unsafe class VipsOperation : IDisposable
{
    private nint _operation;

    /// <param name="nickname">The operation's name in the documentation of libvips.</param>
    /// <exception cref="VipsException">libvips has no such operation.</exception>
    public VipsOperation(string nickname)
    {
        _operation = LibVips.vips_operation_new(nickname);
        if (_operation == 0) throw new VipsException();
    }

    /// <summary>Sets a number, a switch, a choice or a text, written as in the command <c>vips</c>.</summary>
    /// <exception cref="VipsException">The operation has no such argument, or not with that value.</exception>
    public VipsOperation Set(string name, string value)
    {
        if (LibVips.vips_object_set_argument_from_string(_operation, name, value) != 0) throw new VipsException();
        return this;
    }

    /// <summary>Sets an image, a source or a target.</summary>
    public VipsOperation Set(string name, GObject value)
    {
        GValue boxed = default;
        LibVips.g_value_init(&boxed, LibVips.ObjectType);
        LibVips.g_value_set_object(&boxed, value.DangerousGetHandle());
        LibVips.g_object_set_property(_operation, name, &boxed);
        LibVips.g_value_unset(&boxed);
        GC.KeepAlive(value);
        return this;
    }

    /// <summary>Runs the operation for what it does.</summary>
    /// <exception cref="VipsException">It failed.</exception>
    public void Run()
    {
        if (LibVips.vips_cache_operation_buildp(ref _operation) != 0) throw new VipsException();
    }

    /// <summary>Runs the operation for the image it makes.</summary>
    /// <exception cref="VipsException">It failed.</exception>
    public GObject RunForImage()
    {
        Run();
        GValue boxed = default;
        LibVips.g_value_init(&boxed, LibVips.ObjectType);
        LibVips.g_object_get_property(_operation, "out", &boxed);
        GObject image = LibVips.g_value_dup_object(&boxed);
        LibVips.g_value_unset(&boxed);
        return image.OrThrow();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        LibVips.vips_object_unref_outputs(_operation);
        LibVips.g_object_unref(_operation);
    }
}
