import { CURRENT_HOST, provideHost } from './host';
import { measureWire } from '../test/bench/wire';
void (async()=>{ const host=await provideHost(CURRENT_HOST, console.log); console.log(JSON.stringify(await measureWire(host, Number(process.argv[2]??1), console.log),null,1)); })().catch(e=>{console.error(e);process.exit(1)});
