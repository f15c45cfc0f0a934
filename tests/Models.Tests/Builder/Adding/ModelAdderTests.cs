using Enlarger.Models;
using Enlarger.Models.Builder.Adding;
using Enlarger.Models.Builder.Onnx;
using Enlarger.Tests.Support;
using Google.Protobuf;

namespace Enlarger.Tests.Builder.Adding;

public sealed class ModelAdderTests
{
    private TestFolder _folder = null!;
    private ModelStore _store = null!;
    private ModelAdder _adder = null!;

    [SetUp]
    public void MakeStore()
    {
        _folder = new TestFolder();
        _store = new ModelStore(_folder.File("store"), GeneratorCatalog.Load());
        _adder = new ModelAdder(_store);
    }

    [TearDown]
    public void DeleteStore() => _folder.Dispose();

    [Test]
    public void An_added_generator_is_described_and_found_again()
    {
        string file = TinyModels.Nearest(2).Save(_folder.File("My Model (v1.2).onnx"));

        GeneratorDescription added = Add(file, new AddOptions { Scale = 2 });

        Assert.Multiple(() =>
        {
            Assert.That(added.Id, Is.EqualTo("my-model-v1-2"));
            Assert.That(added.Name, Is.EqualTo("My Model (v1.2)"));
            Assert.That((added.Scale, added.White, added.SizeMultiple, added.Layout), Is.EqualTo((2, 1, 1, TensorLayout.Nchw)));
            Assert.That(added.Halo, Is.EqualTo(new HaloDescription { Default = 0, Exact = 0, Feather = 0 }));
            Assert.That(added.BytesPerPixel, Is.InRange(120, 100_000));
            Assert.That(added.Licence, Is.EqualTo("unknown"));
            Assert.That(added.Purpose, Is.EqualTo(GeneratorPurpose.Other));
            Assert.That(new ModelStore(_store.Folder, GeneratorCatalog.Load()).Find(added.Id), Is.EqualTo(added));
            Assert.That(File.ReadAllBytes(_store.Require(added, CancellationToken.None)), Is.EqualTo(File.ReadAllBytes(file)));
            Assert.That(_folder.Files, Is.EqualTo(new[] { "My Model (v1.2).onnx", "store/added/my-model-v1-2.json", "store/added/my-model-v1-2.onnx" }));
        });
    }

    [Test]
    public void What_the_user_says_is_kept()
    {
        AddOptions options = new() { Id = "mine", Name = " Mine ", Licence = "MIT", Purpose = GeneratorPurpose.Drawing };
        GeneratorDescription added = Add(TinyModels.Bilinear(4).Save(_folder.File("a.onnx")), options);
        Assert.That((added.Id, added.Name, added.Licence, added.Purpose, added.Scale), Is.EqualTo(("mine", "Mine", "MIT", GeneratorPurpose.Drawing, 4)));
    }

    [Test]
    public void What_the_file_says_about_itself_counts_where_the_user_says_nothing()
    {
        ModelProto model = TinyModels.Bilinear(4);
        foreach ((string key, string value) in new[] { ("name", "Ours"), ("purpose", "photo-best"), ("network", "SRResNet"), ("licence", "MIT") })
        {
            model.MetadataProps.Add(new StringStringEntryProto { Key = "enlarger." + key, Value = value });
        }

        GeneratorDescription said = Add(model.Save(_folder.File("a.onnx")), new AddOptions());
        GeneratorDescription told = Add(model.Save(_folder.File("b.onnx")), new AddOptions { Name = "Mine", Licence = "0BSD", Purpose = GeneratorPurpose.Drawing });

        Assert.Multiple(() =>
        {
            Assert.That((said.Name, said.Purpose, said.Network, said.Licence), Is.EqualTo(("Ours", GeneratorPurpose.PhotoBest, "SRResNet", "MIT")));
            Assert.That((told.Name, told.Purpose, told.Network, told.Licence), Is.EqualTo(("Mine", GeneratorPurpose.Drawing, "SRResNet", "0BSD")));
        });
    }

    [Test]
    public void What_a_file_says_that_cannot_be_shown_does_not_count()
    {
        ModelProto model = TinyModels.Bilinear(4);
        foreach (string key in new[] { "name", "purpose", "network", "licence" })
        {
            model.MetadataProps.Add(new StringStringEntryProto { Key = "enlarger." + key, Value = "\u001b[2J" });
        }

        GeneratorDescription added = Add(model.Save(_folder.File("shy.onnx")), new AddOptions());
        Assert.That((added.Name, added.Purpose, added.Network, added.Licence), Is.EqualTo(("shy", GeneratorPurpose.Other, "unknown", "unknown")));
    }

    [Test]
    public void A_bilinear_enlargement_sees_one_pixel_far() =>
        Assert.That(Add(TinyModels.Bilinear(2)).Halo, Is.EqualTo(new HaloDescription { Default = 1, Exact = 1, Feather = 0 }));

    [TestCase(5)]
    [TestCase(20)]
    public void The_receptive_radius_is_found(int radius)
    {
        HaloDescription halo = Add(TinyModels.Mean(radius)).Halo;
        Assert.That(halo.Exact, Is.EqualTo(radius));
        Assert.That(halo.Default, Is.LessThanOrEqualTo(radius));
        Assert.That(halo.Feather, Is.Zero);
    }

    [Test]
    public void A_network_that_sees_too_far_gets_feathered_tiles() =>
        Assert.That(Add(TinyModels.Mean(70)).Halo, Is.EqualTo(new HaloDescription { Default = 32, Exact = null, Feather = 16 }));

    [TestCase(3)]
    [TestCase(0)]
    public void Channels_that_come_last_are_found_whether_declared_or_not(int declared)
    {
        GeneratorDescription added = Add(TinyModels.ChannelsLast([0, 0, 0, declared]));
        Assert.That((added.Layout, added.Scale), Is.EqualTo((TensorLayout.Nhwc, 2)));
    }

    [Test]
    public void A_white_of_255_is_found() => Assert.That(Add(TinyModels.Rounding()).White, Is.EqualTo(255));

    [TestCase(2)]
    [TestCase(4)]
    [TestCase(64)]
    public void The_size_multiple_is_found(int block)
    {
        GeneratorDescription added = Add(TinyModels.Blocks(block));
        Assert.That((added.SizeMultiple, added.Scale), Is.EqualTo((block, 2)));
    }

    [Test]
    public void Half_precision_is_tried_out_as_such()
    {
        GeneratorDescription added = Add(TinyModels.Half());
        Assert.That((added.Scale, added.White, added.Halo.Exact), Is.EqualTo((2, 1, (int?)1)));
    }

    [Test]
    public void A_scale_that_is_not_the_real_one_is_refused()
    {
        string file = TinyModels.Nearest(2).Save(_folder.File("two.onnx"));
        Fails.With(ErrorKind.Usage, () => Add(file, new AddOptions { Scale = 4 }), "two.onnx", "enlarges 2 times, not 4", "--scale 2");
        Fails.With(ErrorKind.Usage, () => Add(file, new AddOptions { Scale = 0 }), "1 to 8");
        Assert.That(_store.Generators, Has.Count.EqualTo(_store.Catalog.Generators.Count));
    }

    [TestCase(3)]
    [TestCase(5)]
    [TestCase(7)]
    public void A_scale_that_no_filter_can_use_is_refused(int scale) =>
        Refuses(TinyModels.Nearest(scale), $"enlarges {scale} times, which no filter can use", "2, 4, 6 or 8 times");

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(6)]
    [TestCase(8)]
    public void A_scale_that_a_filter_can_use_is_added(int scale) => Assert.That(Add(TinyModels.Nearest(scale)).Scale, Is.EqualTo(scale));

    [Test]
    public void A_file_that_reaches_for_another_file_is_refused()
    {
        ModelProto model = TinyModels.Nearest(2);
        TensorProto scales = model.Graph.Initializer[0];
        scales.DataLocation = TensorProto.Types.DataLocation.External;
        scales.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = "../../etc/passwd" });
        Refuses(model, "keeps its weights in another file");

        // As deep as one likes, and even without the mark.
        ModelProto deep = TinyModels.Nearest(2);
        GraphProto inner = new();
        inner.Initializer.Add(new TensorProto { Name = "w" });
        inner.Initializer[0].ExternalData.Add(new StringStringEntryProto { Key = "location", Value = "w" });
        deep.Graph.Node[0].Attribute.Add(new AttributeProto { Name = "body", Type = AttributeProto.Types.AttributeType.Graph, G = inner });
        Refuses(deep, "keeps its weights in another file");
    }

    [Test]
    public void A_custom_operator_is_refused_by_name()
    {
        ModelProto model = TinyModels.Nearest(2);
        model.Graph.Node[0].Domain = "com.example";
        model.Graph.Node[0].OpType = "Sparkle";
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "com.example", Version = 1 });
        Refuses(model, "custom operator com.example.Sparkle");
    }

    [Test]
    public void An_operator_of_a_local_function_is_looked_into()
    {
        ModelProto model = TinyModels.Nearest(2);
        FunctionProto function = new() { Domain = "local", Name = "Wrap" };
        function.Node.Add(new NodeProto { Domain = "com.example", OpType = "Sparkle" });
        model.Functions.Add(function);
        model.Graph.Node[0].Domain = "local";
        model.Graph.Node[0].OpType = "Wrap";
        Refuses(model, "custom operator com.example.Sparkle");
    }

    [Test]
    public void An_unknown_operator_is_refused_by_the_runtime()
    {
        ModelProto model = TinyModels.Nearest(2);
        model.Graph.Node[0].OpType = "Sparkle";
        Refuses(model, "not accepted by ONNX Runtime", "Sparkle");
    }

    [Test]
    public void A_model_compiled_for_a_device_is_refused()
    {
        ModelProto model = TinyModels.Nearest(2);
        model.Graph.Node[0].Domain = "com.microsoft";
        model.Graph.Node[0].OpType = "EPContext";
        Refuses(model, "EPContext");
    }

    [Test]
    public void What_is_no_network_from_picture_to_picture_is_refused()
    {
        ModelProto twoInputs = TinyModels.Nearest(2);
        twoInputs.Graph.Input.Add(twoInputs.Graph.Input[0].Clone());
        twoInputs.Graph.Input[1].Name = "sigma";
        Refuses(twoInputs, "takes 2 inputs and gives 1 outputs");

        ModelProto integers = TinyModels.Nearest(2);
        integers.Graph.Input[0].Type.TensorType.ElemType = 2;
        Refuses(integers, "another type than 32-bit or 16-bit floating point");

        ModelProto flat = TinyModels.Nearest(2);
        flat.Graph.Input[0].Type.TensorType.Shape.Dim.RemoveAt(0);
        Refuses(flat, "four axes");

        ModelProto absurd = TinyModels.Nearest(2);
        absurd.Graph.Initializer[0].Dims.Clear();
        absurd.Graph.Initializer[0].Dims.Add([1L << 39, 1L << 39, 1L << 39]);
        Refuses(absurd, "impossible size");

        Refuses(TinyModels.Nearest(2, [1, 1, 0, 0]), "grey pictures");
        Refuses(TinyModels.Nearest(2, [1, 4, 0, 0]), "three colours");
        Refuses(TinyModels.Nearest(2, [8, 3, 0, 0]), "takes 8 pictures at once");
        Refuses(TinyModels.Nearest(2, [1, 3, 64, 48]), "fixed size (its input is 1x3x64x48)", "free width and height");
        Refuses(TinyModels.Negative(), "does not keep the colours");
        Refuses(TinyModels.Nearest(9), "1 to 8 times");
        Refuses(new ModelProto { IrVersion = 8 }, "no ONNX file");
    }

    [Test]
    public void Weights_that_are_listed_as_inputs_do_not_count_as_such()
    {
        ModelProto model = TinyModels.Bilinear(2);
        model.Graph.Input.Add(model.Graph.Input[0].Clone());
        model.Graph.Input[1].Name = model.Graph.Initializer[0].Name;
        model.Graph.Input[1].Type.TensorType.Shape = new TensorShapeProto();
        model.Graph.Input[1].Type.TensorType.Shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimValue = 4 });
        Assert.That(Add(model).Scale, Is.EqualTo(2));
    }

    [Test]
    public void A_spoilt_file_is_refused_or_added_and_nothing_else()
    {
        byte[] good = TinyModels.Bilinear(2).ToByteArray();
        for (int length = 0; length < good.Length; length++)
        {
            byte[] part = good[..length];
            Fails.With(ErrorKind.Model, () => OnnxSignatureOf(part), "part.onnx");
        }

        Random random = new(3);
        for (int round = 0; round < 2000; round++)
        {
            byte[] spoilt = [.. good];
            spoilt[random.Next(spoilt.Length)] = (byte)random.Next(256);
            try
            {
                OnnxSignatureOf(spoilt);
            }
            catch (EnlargerException exception)
            {
                Assert.That(exception.Kind, Is.EqualTo(ErrorKind.Model));
            }
        }

        static void OnnxSignatureOf(byte[] content) => OnnxInspector.Inspect(content, "part.onnx");
    }

    [Test]
    public void A_file_that_is_too_large_or_missing_is_refused()
    {
        string large = _folder.File("large.onnx");
        using (FileStream stream = new(large, FileMode.Create)) stream.SetLength(OnnxInspector.LargestFile + 1);
        Fails.With(ErrorKind.Model, () => Add(large), "1073 MB at most");
        Fails.With(ErrorKind.Input, () => Add(_folder.File("none.onnx")), "none.onnx cannot be read");
        Fails.With(ErrorKind.Input, () => Add(_folder.Path, new AddOptions { Id = "folder" }), "cannot be read");
    }

    [Test]
    public void An_id_that_is_taken_or_no_id_is_refused()
    {
        string file = TinyModels.Nearest(2).Save(_folder.File("mine.onnx"));
        Add(file);
        Fails.With(ErrorKind.Usage, () => Add(file), "'mine' already", "--replace");
        Fails.With(ErrorKind.Usage, () => Add(file, new AddOptions { Id = "realesr-general-x4", Replace = true }), "brings along");
        Fails.With(ErrorKind.Usage, () => Add(file, new AddOptions { Id = "../mine" }), "'../mine' cannot be an id");
        Fails.With(ErrorKind.Usage, () => Add(TinyModels.Nearest(2).Save(_folder.File("写真.onnx"))), "give one with --id");

        Assert.That(Add(TinyModels.Nearest(4).Save(file), new AddOptions { Replace = true }).Scale, Is.EqualTo(4));
        Assert.That(_store.Find("mine").Scale, Is.EqualTo(4));
        Assert.That(_store.Check(_store.Find("mine")), Is.EqualTo(ModelState.Present));
    }

    [Test]
    public void A_replacement_that_was_cut_short_is_damaged_and_can_be_made_good()
    {
        GeneratorDescription old = Add(TinyModels.Nearest(2).Save(_folder.File("mine.onnx")));
        string file = TinyModels.Bilinear(4).Save(_folder.File("mine.onnx"));

        // What a machine that stops between the two renamings leaves behind.
        File.Copy(file, _store.PathOf(old), overwrite: true);

        Assert.That(_store.Check(_store.Find("mine")), Is.EqualTo(ModelState.Damaged));
        Fails.With(ErrorKind.Model, () => _store.Require(old, CancellationToken.None), "damaged", "--id mine --replace");
        GeneratorDescription added = Add(file, new AddOptions { Replace = true });
        Assert.That(_store.Require(added, CancellationToken.None), Is.EqualTo(_store.PathOf(added)));
    }

    [Test]
    public void A_replacement_whose_description_cannot_be_written_leaves_the_file_as_it_was()
    {
        GeneratorDescription added = Add(TinyModels.Nearest(2).Save(_folder.File("mine.onnx")));
        byte[] before = File.ReadAllBytes(_store.PathOf(added));
        File.Delete(_folder.File("store/added/mine.json"));
        Directory.CreateDirectory(_folder.File("store/added/mine.json"));
        string file = TinyModels.Bilinear(4).Save(_folder.File("mine.onnx"));
        Fails.With(ErrorKind.Model, () => Add(file, new AddOptions { Replace = true }), "mine.json", "cannot be written");
        Assert.That(File.ReadAllBytes(_store.PathOf(added)), Is.EqualTo(before));
    }

    [TestCase("auto")]
    [TestCase("lanczos")]
    [TestCase("con")]
    [TestCase("nul")]
    [TestCase("com9")]
    [TestCase("lpt1")]
    public void An_id_that_means_something_else_is_refused(string id)
    {
        string file = TinyModels.Nearest(2).Save(_folder.File("mine.onnx"));
        Fails.With(ErrorKind.Usage, () => Add(file, new AddOptions { Id = id }), $"'{id}' is a reserved name", "--id");
        Fails.With(ErrorKind.Usage, () => Add(_folder.File($"{id.ToUpperInvariant()}.onnx")), $"'{id}' is a reserved name", "--id");
        Assert.That(Add(file, new AddOptions { Id = $"{id}-2" }).Id, Is.EqualTo($"{id}-2"));
    }

    [TestCase("\u001b[2J")]
    [TestCase("two\nlines")]
    [TestCase("bell\u0007")]
    [TestCase("a\u009bb")]
    public void A_name_or_licence_with_control_characters_is_refused(string text)
    {
        string file = TinyModels.Nearest(2).Save(_folder.File("mine.onnx"));
        Fails.With(ErrorKind.Usage, () => Add(file, new AddOptions { Name = text }), "The name holds control characters", "--name");
        Fails.With(ErrorKind.Usage, () => Add(file, new AddOptions { Licence = text }), "The licence holds control characters", "--licence");
        Assert.That(_folder.Files, Is.EqualTo(new[] { "mine.onnx" }));
    }

    [Test]
    public void A_file_whose_name_holds_control_characters_is_given_another_name()
    {
        string file = _folder.File("es\u001bcape.onnx");
        Fails.With(ErrorKind.Usage, () => Add(file), "The name holds control characters", "--name");
    }

    [Test]
    public void An_added_generator_can_be_removed_even_if_its_description_is_damaged()
    {
        Add(TinyModels.Nearest(2).Save(_folder.File("one.onnx")));
        Add(TinyModels.Nearest(2).Save(_folder.File("two.onnx")));
        File.WriteAllText(_folder.File("store/added/two.json"), "{");

        _adder.Remove("one");
        _adder.Remove("two");

        Assert.That(_folder.Files, Is.EqualTo(new[] { "one.onnx", "two.onnx" }));
        Fails.With(ErrorKind.Model, () => _adder.Remove("one"), "no added generator 'one'");
        Fails.With(ErrorKind.Model, () => _adder.Remove("../../one"), "no added generator");
        Fails.With(ErrorKind.Usage, () => _adder.Remove("realesr-general-x4"), "belongs to Enlarger");
    }

    [Test]
    public void A_cancelled_addition_adds_nothing()
    {
        string file = TinyModels.Nearest(2).Save(_folder.File("one.onnx"));
        Assert.That(() => _adder.Add(file, new AddOptions(), new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(_folder.Files, Is.EqualTo(new[] { "one.onnx" }));
    }

    [Test]
    public void The_published_generator_is_found_to_be_what_the_catalogue_says()
    {
        GeneratorDescription known = RestoredModels.Store.Find("realesr-general-x4");
        GeneratorDescription added = Add(RestoredModels.Restore(known.Id), new AddOptions { Id = "again" });
        Assert.Multiple(() =>
        {
            Assert.That((added.Scale, added.White, added.Layout, added.SizeMultiple), Is.EqualTo((known.Scale, known.White, known.Layout, known.SizeMultiple)));
            Assert.That(added.Halo.Exact, Is.EqualTo(known.Halo.Exact));
            Assert.That(added.Halo.Default, Is.InRange(known.Halo.Default, known.Halo.Exact!.Value));
            Assert.That(added.BytesPerPixel, Is.InRange(known.BytesPerPixel, known.BytesPerPixel * 8));
            Assert.That(added.Sha256, Is.EqualTo(known.Sha256));
        });
    }

    private GeneratorDescription Add(string file, AddOptions? options = null) => _adder.Add(file, options ?? new AddOptions(), CancellationToken.None);

    private GeneratorDescription Add(ModelProto model) => Add(model.Save(_folder.File("model.onnx")));

    private void Refuses(ModelProto model, params string[] words)
    {
        Fails.With(ErrorKind.Model, () => Add(model), ["model.onnx", .. words]);
        Assert.That(Directory.Exists(_store.AddedFolder), Is.False, "nothing was written");
    }
}
