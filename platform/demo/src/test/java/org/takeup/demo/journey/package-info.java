/** People at the product in a real browser. Touches the product as they do, and the demo's mails and Keycloak beside it. */
package org.takeup.demo.journey;
