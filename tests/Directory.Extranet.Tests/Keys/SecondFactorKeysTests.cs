using System.Security.Cryptography;
using PublicDirectory.Extranet.Keys;

namespace PublicDirectory.Extranet.Tests.Keys;

public sealed class SecondFactorKeysTests
{
    private static readonly byte[] Old = RandomNumberGenerator.GetBytes(32);
    private static readonly byte[] New = RandomNumberGenerator.GetBytes(32);
    private static readonly Guid Alice = Guid.NewGuid();
    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(20);

    [Fact]
    public void Seal_ThenOpen_GivesTheKeyToItsAccountAlone()
    {
        var keys = new SecondFactorKeys([New]);
        var made = keys.Seal(Alice, Key);

        Assert.Equal(Key, keys.Open(Alice, made));
        Assert.Null(keys.Open(Guid.NewGuid(), made)); // the row copied to another account
        Assert.Equal(57, made.Length); // what the database asks
        Assert.NotEqual(made, keys.Seal(Alice, Key));
    }

    [Fact]
    public void Open_OfAnyChangedByte_GivesNothing()
    {
        var keys = new SecondFactorKeys([New, Old]);
        var made = keys.Seal(Alice, Key);

        Assert.All(Enumerable.Range(0, made.Length), i =>
        {
            var changed = (byte[])made.Clone();
            changed[i] ^= 1;
            Assert.Null(keys.Open(Alice, changed));
        });
        Assert.All([0, 1, 36, 37, 56], length => Assert.Null(keys.Open(Alice, made[..length])));
    }

    [Fact]
    public void Open_AfterTheSecretWasChanged_TakesTheOldOneAsLongAsItIsThere()
    {
        var made = new SecondFactorKeys([Old]).Seal(Alice, Key);

        Assert.Equal(Key, new SecondFactorKeys([New, Old]).Open(Alice, made));
        Assert.Null(new SecondFactorKeys([New]).Open(Alice, made));
    }
}
