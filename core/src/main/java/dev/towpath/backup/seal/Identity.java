package dev.towpath.backup.seal;

import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.UnsupportedRecipientStanzaException;
import com.exceptionfactory.jagged.framework.stream.StandardDecryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The secret keys of an identity file of age: what opens sealed backups. No text of them is kept.
public final class Identity {
  private static final String PREFIX = "AGE-SECRET-KEY-1";

  private static final int BUFFER_BYTES = 1 << 18;

  /// A sample that shows whether a key fits.
  private static final byte[] SAMPLE = "towpath".getBytes(StandardCharsets.UTF_8);

  private final Path file;
  private final List<RecipientStanzaReader> keys;

  private Identity(Path file, List<RecipientStanzaReader> keys) {
    this.file = file;
    this.keys = keys;
  }

  /// Reads a file as `age-keygen` writes it; fails with `backup-identity` where it is none.
  public static Identity read(Path file) {
    List<RecipientStanzaReader> keys = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(file)) {
        if (line.startsWith(PREFIX)) {
          keys.add(X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(line.strip()));
        }
      }
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw unreadable(file, "It can't be read as a list of keys.").exception();
    }
    if (keys.isEmpty()) {
      throw unreadable(file, "It has no line that begins with " + PREFIX + ".").exception();
    }
    return new Identity(file, List.copyOf(keys));
  }

  private static Problem unreadable(Path file, String why) {
    return Problem.of("backup-identity", Exit.USAGE, file + " is no identity file of age.")
        .because(why)
        .leaving("No backup was read or made.")
        .next("Name the file that age-keygen wrote: TOWPATH_AGE_IDENTITY=FILE");
  }

  /// The end of a sealed file is missing, or some of it was changed.
  public static final class Damaged extends IOException {
    private static final long serialVersionUID = 1L;

    Damaged(Throwable cause) {
      super("It was cut short or changed.", cause);
    }
  }

  /// Puts a sealed file's content in its place.
  ///
  /// @param key the public name of the key that it was sealed with
  /// @throws dev.towpath.problem.ProblemException with `backup-key-wrong` for another key
  public void open(Path sealed, String key) throws IOException {
    Path opened = sealed.resolveSibling(sealed.getFileName() + ".opened");
    try (FileChannel in = FileChannel.open(sealed);
        FileChannel out =
            FileChannel.open(opened, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        ReadableByteChannel opening = opening(in, key)) {
      copy(opening, out, in.size());
    }
    Files.move(opened, sealed, StandardCopyOption.REPLACE_EXISTING);
  }

  /// The library doesn't notice each cut by itself: it then reads nothing, or the last part again
  /// and again. What is opened is always shorter than what was sealed.
  private static void copy(ReadableByteChannel in, FileChannel out, long sealed)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    long bytes = 0;
    try {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        bytes += read;
        if (read == 0 || bytes > sealed) {
          throw new Damaged(new IOException("It ends too early."));
        }
        buffer.flip();
        while (buffer.hasRemaining()) {
          out.write(buffer);
        }
        buffer.clear();
      }
    } catch (Damaged e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new Damaged(e);
    }
  }

  private ReadableByteChannel opening(ReadableByteChannel in, String key) throws IOException {
    try {
      return new StandardDecryptingChannelFactory().newDecryptingChannel(in, keys);
    } catch (UnsupportedRecipientStanzaException e) {
      throw wrong(key).exception(e);
    } catch (GeneralSecurityException | IOException | RuntimeException e) {
      throw new Damaged(e);
    }
  }

  /// Seals a sample and opens it again.
  void requireOpens(Recipient recipient) {
    try {
      ByteArrayOutputStream sealed = new ByteArrayOutputStream();
      try (WritableByteChannel sealing = recipient.sealing(Channels.newChannel(sealed))) {
        Channels.newOutputStream(sealing).write(SAMPLE);
      }
      try (ReadableByteChannel opening =
          opening(
              Channels.newChannel(new ByteArrayInputStream(sealed.toByteArray())),
              recipient.text())) {
        if (!Arrays.equals(Channels.newInputStream(opening).readAllBytes(), SAMPLE)) {
          throw wrong(recipient.text()).exception();
        }
      }
    } catch (IOException e) {
      throw wrong(recipient.text()).exception(e);
    }
  }

  private Problem wrong(String key) {
    return Problem.of("backup-key-wrong", Exit.USAGE, file + " doesn't open what is sealed for it.")
        .because("It is sealed for " + key + "; the identity file holds no key of that name.")
        .leaving("Nothing was changed, and the backup counts as it did before.")
        .next("Name the identity that belongs to it: TOWPATH_AGE_IDENTITY=FILE");
  }

  /// What is said where a sealed backup is to be read without any identity.
  public static Problem missing(String key) {
    return Problem.of("backup-sealed", Exit.USAGE, "The backup is sealed, and no key is at hand.")
        .because("It is sealed for " + key + ".")
        .leaving("Nothing was changed, and the backup counts as it did before.")
        .next("Name the identity file that belongs to it: TOWPATH_AGE_IDENTITY=FILE");
  }
}
