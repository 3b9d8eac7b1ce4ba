package org.takeup.plugin.isolated.wire;

import java.security.MessageDigest;

/**
 * How every message of a call begins.
 *
 * @param operation what was asked
 * @param call the number of the call; none is ever used twice in one child
 * @param token what the host gave the call
 */
public record Head(Operation operation, long call, byte[] token) {
    public void write(Out out, Message message) {
        out.u8(message.ordinal()).u8(operation.ordinal()).number(call).raw(token);
    }

    /** Reads what follows the message's kind. */
    public static Head read(In in) {
        return new Head(Operation.read(in), in.number(), in.raw(Tokens.LENGTH));
    }

    /** Reads a head and holds it against this one. @throws ProtocolError if it belongs to another call */
    public void expect(In in) {
        Head came = read(in);
        if (came.operation != operation || came.call != call || !MessageDigest.isEqual(came.token, token)) {
            throw new ProtocolError("A message belongs to another call");
        }
    }
}
