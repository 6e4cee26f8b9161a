import type { Random } from '../random.ts';
import { slug } from './words.ts';

/** Something that is sold. */
export interface Product {
  readonly name: string;
  readonly department: string;
  /** In the currency's main unit, two decimals. */
  readonly price: number;
  readonly sku: string;
  readonly description: string;
  readonly brand: string;
  readonly color: string;
  readonly material: string;
}

/** Name, department, material, lowest and highest price. */
const PRODUCTS = `
Stainless Steel Water Bottle|Outdoor|Stainless steel|15|35
Merino Wool Scarf|Clothing|Wool|25|60
Wireless Headphones|Electronics|Aluminium|49|249
Ceramic Coffee Mug|Kitchen|Ceramic|8|22
Leather Wallet|Accessories|Leather|29|89
Bamboo Cutting Board|Kitchen|Bamboo|18|45
Trail Running Shoes|Sports|Nylon|79|169
Desk Lamp|Home|Steel|24|95
Linen Bed Sheets|Home|Linen|59|149
Mechanical Keyboard|Electronics|Aluminium|69|189
Organic Green Tea|Groceries|Paper|4|14
Canvas Backpack|Accessories|Canvas|39|99
Yoga Mat|Sports|Cork|19|69
Cast Iron Skillet|Kitchen|Cast iron|25|79
Notebook A5|Stationery|Paper|5|18
Fountain Pen|Stationery|Brass|19|120
Bluetooth Speaker|Electronics|Plastic|29|149
Rain Jacket|Clothing|Polyester|69|199
Olive Oil Soap|Beauty|Paper|4|12
Espresso Machine|Kitchen|Stainless steel|149|599
Smart Thermostat|Electronics|Plastic|99|249
Cotton T-Shirt|Clothing|Cotton|12|35
Wooden Puzzle|Toys|Beech|12|40
Office Chair|Furniture|Mesh|129|449
Standing Desk|Furniture|Oak|299|799
Bicycle Helmet|Sports|Polycarbonate|39|129
Camping Tent|Outdoor|Nylon|119|399
Sunglasses|Accessories|Acetate|29|159
Garden Hose|Garden|Rubber|19|59
Cordless Drill|Tools|Steel|59|199
Dark Chocolate Bar|Groceries|Paper|2|7
USB-C Charger|Electronics|Plastic|15|59
Down Pillow|Home|Cotton|29|99
Wall Clock|Home|Oak|24|79
Silver Earrings|Jewelry|Silver|29|129
Baby Blanket|Baby|Cotton|19|49
Hand Cream|Beauty|Aluminium|5|24
Dog Leash|Pets|Nylon|9|39
Board Game|Toys|Cardboard|19|59
Portable Monitor|Electronics|Aluminium|129|299`;

const BRANDS: readonly string[] =
  'Northwind,Alpenglow,Brightside,Kestrel,Fernweh,Oakhurst,Solvang,Tidewater,Lumen,Juniper,Harbor,Copperline'.split(
    ',',
  );
const COLORS: readonly string[] = 'Black,White,Navy,Grey,Green,Red,Blue,Sand,Olive,Burgundy'.split(',');
const PITCHES: readonly string[] = [
  'Made to last, easy to care for and delivered in recyclable packaging.',
  'A reliable companion for every day, designed in close work with our customers.',
  'Carefully made from selected materials. Comes with a two-year warranty.',
  'Light, sturdy and simple to use, at home and on the road.',
  'Our best seller in its third edition: better finish, same fair price.',
];

let parsed: readonly (readonly string[])[] | undefined;

export function sampleProduct(random: Random): Product {
  parsed ??= PRODUCTS.trim()
    .split('\n')
    .map((line) => line.split('|'));
  const [plain = '', department = '', material = '', low, high] = random.pick(parsed);
  const color = random.pick(COLORS);
  const brand = random.pick(BRANDS);
  const name = random.pick([plain, `${color} ${plain}`, `${brand} ${plain}`]);
  const start = slug(plain).replaceAll('-', '').slice(0, 3);
  return {
    name,
    department,
    material,
    color,
    brand,
    price: Number(
      (random.int(Number(low), Number(high) - 1) + random.pick([0.5, 0.9, 0.95, 0.99, 0])).toFixed(2),
    ),
    sku: `${start}-${random.int(1000, 9999)}-${color.slice(0, 2)}`.toUpperCase(),
    description: `${name}. ${random.pick(PITCHES)}`,
  };
}
