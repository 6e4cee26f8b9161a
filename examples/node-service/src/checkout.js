import axios from 'axios';

const payments = 'https://payments.example.com/v1';
const headers = { authorization: 'Bearer test' };

/** Charges a cart: by fetch, with a second attempt where the payment service is down. */
export async function checkout(cart, attempts = 2) {
  const amount = cart.reduce((sum, { price, count }) => sum + price * count, 0);
  const response = await fetch(`${payments}/charges`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ amount, currency: 'EUR' }),
  });
  if (response.status === 503 && attempts > 1) return checkout(cart, attempts - 1);
  if (response.status === 402) return { paid: false, reason: (await response.json()).reason };
  if (!response.ok) throw new Error(`The payment service says ${response.status}.`);
  const charge = await response.json();
  return { paid: charge.status === 'paid', charge: charge.id };
}

/** What a charge has come to: by axios, which uses node:http. */
export async function chargeStatus(id) {
  const { data } = await axios.get(`${payments}/charges/${id}`, { headers });
  return data.status;
}
