/**
 * The suite of attacks on the isolation of tenants: what an {@link org.takeup.attack.Attack} is, the table of what came
 * of each, and the rules of the suite itself. The attacks stand beside what they attack.
 */
package org.takeup.attack;
