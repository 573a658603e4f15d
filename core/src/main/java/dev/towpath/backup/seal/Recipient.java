package dev.towpath.backup.seal;

import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.framework.stream.StandardEncryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A public key of age, `age1…`: whoever has the identity that belongs to it can read what it
/// seals, nobody else.
public final class Recipient {
  /// How a public key is written.
  public static final Pattern FORM = Pattern.compile("age1[02-9ac-hj-np-z]{58}");

  /// The format of the files, as a manifest names it.
  public static final String SCHEME = "age";

  private final String text;
  private final RecipientStanzaWriter key;

  private Recipient(String text, RecipientStanzaWriter key) {
    this.text = text;
    this.key = key;
  }

  /// The key that a text is, if it is one.
  public static Optional<Recipient> parse(String text) {
    if (!FORM.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Recipient(text, X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(text)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty(); // its check digits say that it was mistyped
    }
  }

  public String text() {
    return text;
  }

  /// Puts a file's sealed content in its place.
  public void seal(Path file) throws IOException {
    Path sealed = file.resolveSibling(file.getFileName() + ".sealed");
    try (FileChannel in = FileChannel.open(file);
        FileChannel out =
            FileChannel.open(sealed, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        WritableByteChannel sealing = sealing(out)) {
      Channels.newInputStream(in).transferTo(Channels.newOutputStream(sealing));
    }
    Files.move(sealed, file, StandardCopyOption.REPLACE_EXISTING);
  }

  WritableByteChannel sealing(WritableByteChannel out) throws IOException {
    try {
      return new StandardEncryptingChannelFactory().newEncryptingChannel(out, List.of(key));
    } catch (GeneralSecurityException e) {
      throw new IOException("A file can't be sealed for " + text + ".", e);
    }
  }
}
