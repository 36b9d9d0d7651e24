using System.Runtime.CompilerServices;

namespace LabelingGen.Annotations.Formats;

/// <summary>The members of a COCO annotation that most annotations have.</summary>
[Flags]
internal enum CocoMembers
{
    None = 0,
    Id = 1,
    ImageId = 2,
    CategoryId = 4,
    Box = 8,
    Area = 16,
    IsCrowd = 32,
    Segmentation = 64,
    Score = 128,
}

/// <summary>What those members are called.</summary>
internal static class CocoMemberNames
{
    /// <summary>The member of a name, if it is one of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CocoMembers Find(ReadOnlySpan<byte> name) => name.Length switch
    {
        2 when name.SequenceEqual("id"u8) => CocoMembers.Id,
        4 when name.SequenceEqual("bbox"u8) => CocoMembers.Box,
        4 when name.SequenceEqual("area"u8) => CocoMembers.Area,
        5 when name.SequenceEqual("score"u8) => CocoMembers.Score,
        7 when name.SequenceEqual("iscrowd"u8) => CocoMembers.IsCrowd,
        8 when name.SequenceEqual("image_id"u8) => CocoMembers.ImageId,
        11 when name.SequenceEqual("category_id"u8) => CocoMembers.CategoryId,
        12 when name.SequenceEqual("segmentation"u8) => CocoMembers.Segmentation,
        _ => CocoMembers.None,
    };
}
