package org.takeup.plugin.isolated.wire;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * What the host tells a child first, over its standard input: neither the command line nor the environment holds a secret.
 *
 * @param secret shown once, on the control connection
 * @param key for call tokens
 * @param socket where the host listens
 * @param folder the unpacked package
 * @param host process id of the host
 */
public record Start(byte[] secret, byte[] key, Path socket, Path folder, String plugin, long host) {
    /** Bytes of a secret, and of a connection's ticket. */
    public static final int SECRET = 32;

    public void write(OutputStream to) throws IOException {
        var out = new DataOutputStream(to);
        out.write(secret);
        out.write(key);
        out.writeUTF(socket.toString());
        out.writeUTF(folder.toString());
        out.writeUTF(plugin);
        out.writeLong(host);
        out.flush();
    }

    public static Start read(InputStream from) throws IOException {
        var in = new DataInputStream(from);
        var secret = new byte[SECRET];
        in.readFully(secret);
        var key = new byte[Tokens.LENGTH];
        in.readFully(key);
        return new Start(secret, key, Path.of(in.readUTF()), Path.of(in.readUTF()), in.readUTF(), in.readLong());
    }
}
