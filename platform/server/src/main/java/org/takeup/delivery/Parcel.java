package org.takeup.delivery;

/**
 * A mail in its envelope.
 *
 * @param returnPath where it comes back to if it cannot be delivered
 */
record Parcel(String returnPath, String to, Written mail) {
    Parcel {
        Address.require(returnPath);
        Address.require(to);
    }
}
