package org.takeup.plugin.isolated.wire;

/** What is said on a connection. The order is part of the wire. */
public enum Message {
    /** Host: run this. Terms, arguments. */
    CALL,
    /** Host: the answer to what the child called back with. */
    ANSWER,
    /** Host: calling back failed. A {@link Fault}. */
    FAULT,
    /** Child: the call's result. */
    RESULT,
    /** Child: what the plugin threw. A {@link Thrown}. */
    THROWN,
    /** Child: what the plugin put into its sink since the last one, in order. */
    SINK,
    /** Child: names of the archive's files. */
    NAMES,
    /** Child: size of one file. */
    SIZE,
    /** Child: opens one file. */
    OPEN,
    /** Child: the next bytes of an open file. */
    READ,
    /** Child: closes an open file. */
    CLOSE,
    /** Child: makes an HTTP call. */
    HTTP,
    /** Host, on the control connection: make another connection with this ticket. */
    CONNECT,
    /** Host, on the control connection: interrupt this call. */
    CANCEL,
    /** Child, on the control connection: loaded, with these kinds. */
    READY,
    /** Child, on the control connection: cannot be loaded. */
    REFUSED,
    /** Child, on the control connection: a cancelled call has ended. */
    ENDED;

    private static final Message[] ALL = values();

    /** @throws ProtocolError if there is no such message */
    public static Message read(In in) {
        int number = in.u8();
        if (number >= ALL.length) {
            throw new ProtocolError("There is no such message");
        }
        return ALL[number];
    }
}
