import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "@/lib/http/auth";
import { isAuthRequest } from "@/lib/http/auth-request";

type Context = { params: Promise<{ nextauth: string[] }> };

async function handle(request: NextRequest, context: Context): Promise<Response> {
  const { nextauth } = await context.params;
  if (!isAuthRequest(request, nextauth)) return new Response(null, { status: 404 });
  return NextAuth(request, context, authOptions());
}

export { handle as GET, handle as POST };
